package org.ringspan.activedirectory;

/** What names an object: its objectGUID, which it keeps for life, or where it is now. */
public sealed interface ObjectKey permits ObjectGuid, DistinguishedName {}
