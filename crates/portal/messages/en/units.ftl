units-title = Administrative units
units-lead = Provinces and communes as of any date, and what an old name is called today. Since 01/07/2025: 34 provinces and 3,321 communes.
units-query = Name of a unit, old or new
units-query-hint = Accents are not needed. For example: cong vi
units-on = List as of
units-on-hint = For example: 30 6 2025
units-act = Search
units-show = Show
units-error-on = List as of: enter a full date that exists
units-found = { $count ->
    [one] One unit found for “{ $query }”
   *[other] { $count } units found for “{ $query }”
 }
units-none = No unit has this name. Try a shorter one, without the kind of unit.
units-provinces = { $count ->
    [one] One province on { $on }
   *[other] { $count } provinces on { $on }
 }

unit-title = { $name }
unit-all = All units
unit-name = Name
unit-code = Code
unit-level = Level
unit-within = Part of
unit-from = From
unit-from-before = Before the records begin
unit-until = Until
unit-lasts = In force
unit-in-force = In force
unit-past = No longer exists
unit-today = Today
unit-still-so = Name unchanged
unit-inside = (within it)
unit-part = (in part)
unit-parts = Units within
unit-parts-title = { $count ->
    [one] One unit within on { $on }
   *[other] { $count } units within on { $on }
 }
unit-no-parts = It had no units within on this date.
