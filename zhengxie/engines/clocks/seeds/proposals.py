"""Clock rules of the examination of proposals. domain/03 §12.1, lengths of domain/08."""

from zhengxie.engines.clocks.seeds.seed import Seed

SEEDS: tuple[Seed, ...] = ()
