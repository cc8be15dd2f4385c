from cronica.warehouse.store import thrift


def test_a_field_left_out_does_not_renumber_those_after_it():
    struct = b"\x15\x02\x15\x04\x15\x06\x16\x08\x00"  # fields 1 to 4: the numbers 1 to 4
    left_out = {number: thrift.instead(5, None) for number in (2, 3)}
    assert thrift.changed(struct, 0, left_out) == (b"\x15\x02\x06\x08\x08\x00", len(struct))
    kept, end = thrift.changed(b"\x15\x02\x06\x08\x08\x00", 0, {4: thrift.adding(60, least=1)})
    assert (kept, end) == (b"\x15\x02\x06\x08\x80\x01\x00", 6)
