from datetime import datetime

from webapp import jobs


def test_a_job_that_fails_stops_no_other(database, session, settings):
    did = []

    def breaks(_database, _settings) -> int:
        raise ZeroDivisionError

    def works(_database, _settings) -> int:
        did.append(1)
        return 2

    kept = jobs.TIMETABLE[:]
    jobs.TIMETABLE[:] = [jobs.Job("breaks", breaks), jobs.Job("works", works), jobs.Job("sleeps", lambda *_: 0)]
    try:
        assert jobs.run_due(database, settings) == "works: 2"
        assert jobs.run_due(database, settings, only={"sleeps"}) == ""
    finally:
        jobs.TIMETABLE[:] = kept
    assert did == [1]


def test_the_whole_timetable_runs_twice_without_doing_anything_twice(database, session, settings):
    session.commit()
    assert jobs.run_due(database, settings) == ""
    assert jobs.run_due(database, settings) == ""


def test_each_job_starts_every_so_many_minutes_of_the_day():
    every_minute = {job.name for job in jobs.TIMETABLE if job.minutes == 1}
    assert jobs.names_at(datetime(2026, 12, 1, 10, 1)) == every_minute
    assert jobs.names_at(datetime(2026, 12, 1, 0, 0)) == {job.name for job in jobs.TIMETABLE}


def test_the_clock_is_set_before_each_job(database, session, settings):
    seen = []
    jobs.before_each.append(lambda reading: seen.append(reading))
    try:
        jobs.run_due(database, settings)
    finally:
        jobs.before_each.pop()
    assert len(seen) == len(jobs.TIMETABLE)
