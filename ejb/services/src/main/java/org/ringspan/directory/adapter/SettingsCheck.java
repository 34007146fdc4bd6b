package org.ringspan.directory.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.ringspan.activedirectory.BadFilterException;
import org.ringspan.activedirectory.DirectoryFilter;
import org.ringspan.activedirectory.DistinguishedName;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationRefused.Fault;
import org.ringspan.configuration.boundary.ConfigurationRefused.Reason;
import org.ringspan.directory.DirectorySettings;

/** Finds faults in settings before they are kept or used. */
public final class SettingsCheck {
  /** RFC 4512 section 2.5: a short name or a number in dots. */
  private static final Pattern ATTRIBUTE =
      Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,127}|[0-9]+([.][0-9]+){1,30}");

  private SettingsCheck() {}

  /**
   * @throws ConfigurationRefused naming every field that has a fault
   */
  public static void check(DirectorySettings settings) {
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < settings.bases().size(); i++) {
      try {
        var unused = DistinguishedName.parse(settings.bases().get(i));
      } catch (IllegalArgumentException e) {
        faults.add(new Fault("/bases/" + i, String.valueOf(e.getMessage())));
      }
    }
    List<String> groups = settings.groups().names();
    for (int i = 0; i < groups.size(); i++) {
      try {
        var unused = DistinguishedName.parse(groups.get(i));
      } catch (IllegalArgumentException e) {
        faults.add(new Fault("/groups/" + i, String.valueOf(e.getMessage())));
      }
    }
    if (settings.avatar().filter(it -> !ATTRIBUTE.matcher(it).matches()).isPresent()) {
      faults.add(new Fault("/avatar", "not the name of an attribute"));
    }
    try {
      var unused = DirectoryFilter.parse(settings.filter());
    } catch (BadFilterException e) {
      faults.add(new Fault("/filter", String.valueOf(e.getMessage())));
    }
    settings
        .attributes()
        .forEach(
            (field, attribute) -> {
              if (!ATTRIBUTE.matcher(attribute).matches()) {
                faults.add(
                    new Fault(
                        "/attributes/" + field.name().toLowerCase(Locale.ROOT),
                        "not the name of an attribute"));
              }
            });
    if (!faults.isEmpty()) {
      throw new ConfigurationRefused(Reason.INVALID, faults);
    }
  }
}
