## Declared missing, and returned

desk-court-decision = Court decision
desk-missing = Enter a declaration of missing
desk-missing-paper-decision = The court decision that declares the person missing, in force
desk-missing-person = Missing person
desk-missing-lead = A death declared by a court is entered with the form for deaths.
desk-missing-head = This person is the head of a household: its members choose another (Law on Residence 2020, art. 10)
desk-missing-refused-already = This person was declared missing from { $since }

desk-return = Enter that a declaration of missing or dead was revoked
desk-return-paper-decision = The court decision that revokes the declaration, in force
desk-return-person = Person who returned
desk-return-married = Married again to
desk-return-refused-none = No court declared this person missing or dead
desk-return-refused-none-advice = If a death was registered by mistake, withdraw it with the form for corrections.
