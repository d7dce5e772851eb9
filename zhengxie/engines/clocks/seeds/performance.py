"""Clock rules of the duty file. domain/08 row 48a."""

from zhengxie.engines.clocks.seeds.seed import Seed

SEEDS: tuple[Seed, ...] = (
    Seed(
        code="performance-objection",
        label="履职记录更正申请答复",
        object_label="performance.objection",
        starts_on=("performance.request_correction",),
        stops_on=("performance.answer_objection",),
        length="duty.objection_wd",
        tells_officer=("role:liaison_staff", "staff:{section_id}"),
        tells_leader=("role:secretary_general",),
        tells_list=("role:secretary_general",),
    ),
)
