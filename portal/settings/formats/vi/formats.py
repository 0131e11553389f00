"""The day comes first, whatever stands between.

Django has no Vietnamese formats for input and would fall back to American ones: 05/06/2027 would be stored as the
6th of May without a word.
"""

DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d"]
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S"]
DATETIME_INPUT_FORMATS = [f"{day} {time}" for day in DATE_INPUT_FORMATS for time in TIME_INPUT_FORMATS]
FIRST_DAY_OF_WEEK = 1
