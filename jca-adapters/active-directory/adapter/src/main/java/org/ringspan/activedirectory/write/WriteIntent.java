package org.ringspan.activedirectory.write;

import java.util.List;
import org.ringspan.activedirectory.DirectoryValue;
import org.ringspan.activedirectory.DistinguishedName;
import org.ringspan.activedirectory.ObjectGuid;

/**
 * What is to be the case of an object. It is named by its objectGUID, which survives every move.
 */
public sealed interface WriteIntent {
  /** The object. */
  ObjectGuid object();

  /** The attribute has exactly these values; none removes it. */
  record Values(ObjectGuid object, String attribute, List<DirectoryValue> values)
      implements WriteIntent {
    /** The attribute has exactly these values. */
    public Values {
      values = List.copyOf(values);
    }
  }

  /** The attribute has this value. */
  record Contains(ObjectGuid object, String attribute, DirectoryValue value)
      implements WriteIntent {}

  /** The attribute doesn't have this value. */
  record Lacks(ObjectGuid object, String attribute, DirectoryValue value) implements WriteIntent {}

  /** The account can log in, or can't. */
  record Enabled(ObjectGuid object, boolean enabled) implements WriteIntent {}

  /** The object bears this name. */
  record Name(ObjectGuid object, String name) implements WriteIntent {}

  /** The object is in this container. */
  record Parent(ObjectGuid object, DistinguishedName parent) implements WriteIntent {}
}
