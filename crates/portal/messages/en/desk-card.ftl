## Identity cards

desk-card = Record an identity card
desk-card-paper-form = The form with the data taken, checked and signed by the applicant
desk-card-paper-old = The present card, if there is one and it is not lost
desk-card-holder = Holder of the card
desk-card-facts = The card
desk-card-serial = Card serial
desk-card-serial-hint = The serial of this piece of plastic, not the personal number. For example: VN0012345
desk-card-issued-on = Date of issue
desk-card-issued-by = Place of issue
desk-card-issued-by-hint = As printed on the card
desk-card-replaces = Card that it replaces
desk-card-refused-serial = A serial is made of letters and digits only
desk-card-refused-early = No card with a personal number was issued on { $on }
desk-card-refused-no-number = This person has no personal number in force
desk-card-refused-no-number-advice = Have the number re-established first.
desk-card-refused-foreign = This person is not a citizen of Viet Nam (Law on Identification 2023, art. 19)
desk-card-refused-young = On the date of issue this person was not yet 14; before July 2024 cards were for those aged 14 and over
desk-card-refused-on-record = This person already has a card with this serial
desk-card-refused-taken = A card with this serial is on record for somebody else
desk-card-refused-taken-advice = Look at the serial on the card again.

desk-card-revocation = Take an identity card out of force
desk-card-revocation-paper = The card, or the holder’s report that it is lost
desk-card-revocation-facts = Card and reason
desk-card-revocation-lead = Only cards that are still in force are listed. A new card replaces the old one by itself.
desk-card-revocation-which = Which card
desk-card-revocation-card = { $serial }, issued on { $on }
desk-card-revocation-reason = Reason (Law on Identification 2023, art. 24 and 29)
desk-card-revocation-on = From
desk-card-revocation-basis-hint = For example: decision no. 8/QĐ-CA of 20/11/2026
desk-card-refused-lives = According to the register, the holder has not died
desk-card-refused-lives-advice = Register the death first, or choose another reason.
desk-card-refused-revoked = This card is out of force since { $on }
desk-card-refused-unknown = This person has no such card
