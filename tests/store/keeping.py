"""Put records into a store without a file and without a clock."""

from onrecord.model import Record, Ref
from onrecord.store import Store
from onrecord.store.write import Reading, save_reading, save_run

AT = "2021-03-15T12:00:00Z"


def keep(store: Store, record: Record, ref: str, *, again: bool = False) -> Ref:
    """Keep a record under a ref.

    Returns:
        The report in the collection.
    """
    data = record.report.text.encode()
    run_key = save_run(store, record.run)
    save_reading(store, Reading(ref, record, data, "{}", AT), run_key=run_key, again=again)
    return Ref(record.report.id, ref)
