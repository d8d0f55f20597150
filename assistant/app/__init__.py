"""The wiring: carries values from room to room, owns the clock, the schedule and the one error trap per letter.

desk        one mail across the desk: read, understood, its bills and orders found
rounds      mail in, facts, agenda, mail out: one round of the work
service     rounds whenever mail may have come, until told to stop
agendas     when the weekly mail is due, and what it covers
"""
