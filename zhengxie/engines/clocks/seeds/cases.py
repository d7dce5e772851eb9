"""Clock rules of handled cases. domain/03 §12.2, lengths of domain/08."""

from zhengxie.engines.clocks.seeds.seed import Seed

SEEDS: tuple[Seed, ...] = ()
