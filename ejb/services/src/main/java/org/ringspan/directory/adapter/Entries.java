package org.ringspan.directory.adapter;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringspan.activedirectory.DirectoryEntry;
import org.ringspan.activedirectory.UserAccountControl;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.directory.DirectoryId;
import org.ringspan.directory.DirectoryPerson;
import org.ringspan.directory.Field;
import org.ringspan.numbering.adapter.PhoneNumberPlan;

/** Makes people of entries, by a mapping of fields to attributes. */
final class Entries {
  static final String ID = "objectGUID";

  /** A user's name is this long at most. */
  private static final int LONGEST_NAME = 255;

  private final Map<Field, String> attributes;
  private final PhoneNumberPlan numbers;

  Entries(Map<Field, String> attributes, PhoneNumberPlan numbers) {
    this.attributes = attributes;
    this.numbers = numbers;
  }

  /** The attributes that are to be read. */
  List<String> wanted() {
    List<String> wanted = new ArrayList<>(List.of(ID, UserAccountControl.ATTRIBUTE));
    attributes.values().stream().distinct().forEach(wanted::add);
    return wanted;
  }

  /** The person; empty when the entry can't be told from others, since its id can't be read. */
  Optional<DirectoryPerson> person(DirectoryEntry entry) {
    return entry.objectGuid().map(id -> person(new DirectoryId(id.value().toString()), entry));
  }

  private DirectoryPerson person(DirectoryId id, DirectoryEntry entry) {
    Map<Field, String> values = new EnumMap<>(Field.class);
    Map<Field, String> unusable = new EnumMap<>(Field.class);
    attributes.forEach(
        (field, attribute) ->
            entry
                .text(attribute)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .ifPresent(
                    text ->
                        usable(field, text)
                            .ifPresentOrElse(
                                value -> values.put(field, value),
                                () -> unusable.put(field, text))));
    boolean active = entry.userAccountControl().map(it -> !it.disabled()).orElse(true);
    return new DirectoryPerson(id, entry.name(), active, values, unusable);
  }

  private Optional<String> usable(Field field, String text) {
    return switch (field) {
      case LOGIN, MAIL -> Optional.of(text);
      case NAME -> Optional.of(name(text)).filter(name -> !name.isEmpty());
      case NUMBER -> DirectoryNumber.in(text.replaceAll("[ -]", "")).map(DirectoryNumber::digits);
      case DID, MOBILE -> numbers.written(text).map(number -> number.value());
    };
  }

  /** Names come from other programs: control characters and excess are left out. */
  private static String name(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", " ").strip();
    return clean
        .codePoints()
        .limit(LONGEST_NAME / 2)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
