import gc

from webapp.base.heap import settle


def test_what_is_there_when_a_process_has_settled_is_not_looked_through_again():
    before, after = [], None
    settle()
    after = []
    searched = {id(one) for one in gc.get_objects()}
    assert id(before) not in searched and id(after) in searched
