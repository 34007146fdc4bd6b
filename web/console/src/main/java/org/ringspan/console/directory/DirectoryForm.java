package org.ringspan.console.directory;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationRefused.Reason;
import org.ringspan.directory.DirectorySettings;
import org.ringspan.directory.Field;

/** The settings as a form has them: texts. */
public final class DirectoryForm {
  private String bases = "";
  private String filter = DirectorySettings.USUAL_FILTER;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private int mostDeactivated = DirectorySettings.USUAL_MOST_DEACTIVATED;
  private boolean writeNumbers;
  private String dailyAt = "";
  private boolean follow;
  private String avatar = "";
  private String groups = "";
  private boolean onlyMembers;

  DirectoryForm() {
    for (Field field : Field.values()) {
      attributes.put(field.name(), field.usualAttribute());
    }
  }

  static DirectoryForm of(DirectorySettings settings) {
    DirectoryForm form = new DirectoryForm();
    form.bases = String.join("\n", settings.bases());
    form.filter = settings.filter();
    for (Field field : Field.values()) {
      form.attributes.put(field.name(), settings.attributes().getOrDefault(field, ""));
    }
    form.mostDeactivated = settings.mostDeactivated();
    form.writeNumbers = settings.writeNumbers();
    form.dailyAt = settings.dailyAt().map(LocalTime::toString).orElse("");
    form.follow = settings.follow();
    form.avatar = settings.avatar().orElse("");
    form.groups = String.join("\n", settings.groups().names());
    form.onlyMembers = settings.groups().onlyMembers();
    return form;
  }

  /**
   * What the form says.
   *
   * @throws ConfigurationRefused when it can't be meant
   */
  DirectorySettings settings() {
    List<String> names = lines(bases);
    Map<Field, String> mapping = new EnumMap<>(Field.class);
    for (Field field : Field.values()) {
      String attribute = attributes.getOrDefault(field.name(), "").strip();
      if (!attribute.isEmpty()) {
        mapping.put(field, attribute);
      }
    }
    try {
      return new DirectorySettings(
          names,
          filter.strip(),
          mapping,
          mostDeactivated,
          writeNumbers,
          Optional.of(dailyAt.strip()).filter(at -> !at.isEmpty()).map(LocalTime::parse),
          follow,
          Optional.of(avatar.strip()).filter(attribute -> !attribute.isEmpty()),
          new DirectorySettings.Groups(lines(groups), onlyMembers));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationRefused(Reason.INVALID, String.valueOf(e.getMessage()));
    } catch (DateTimeParseException e) {
      throw new ConfigurationRefused(Reason.INVALID, "not a time of the day: " + dailyAt);
    }
  }

  private static List<String> lines(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  public String getAvatar() {
    return avatar;
  }

  public void setAvatar(String avatar) {
    this.avatar = avatar;
  }

  /** Names of groups, one a line. */
  public String getGroups() {
    return groups;
  }

  public void setGroups(String groups) {
    this.groups = groups;
  }

  public boolean isOnlyMembers() {
    return onlyMembers;
  }

  public void setOnlyMembers(boolean onlyMembers) {
    this.onlyMembers = onlyMembers;
  }

  public String getBases() {
    return bases;
  }

  public void setBases(String bases) {
    this.bases = bases;
  }

  public String getFilter() {
    return filter;
  }

  public void setFilter(String filter) {
    this.filter = filter;
  }

  /** The attribute of each field, by its name. */
  public Map<String, String> getAttributes() {
    return attributes;
  }

  public int getMostDeactivated() {
    return mostDeactivated;
  }

  public void setMostDeactivated(int mostDeactivated) {
    this.mostDeactivated = mostDeactivated;
  }

  public boolean isWriteNumbers() {
    return writeNumbers;
  }

  public void setWriteNumbers(boolean writeNumbers) {
    this.writeNumbers = writeNumbers;
  }

  public String getDailyAt() {
    return dailyAt;
  }

  public void setDailyAt(String dailyAt) {
    this.dailyAt = dailyAt;
  }

  public boolean isFollow() {
    return follow;
  }

  public void setFollow(boolean follow) {
    this.follow = follow;
  }
}
