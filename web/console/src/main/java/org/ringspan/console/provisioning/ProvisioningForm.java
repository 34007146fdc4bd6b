package org.ringspan.console.provisioning;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationRefused.Fault;
import org.ringspan.configuration.boundary.ConfigurationRefused.Reason;
import org.ringspan.provisioning.Target;

/** The service as a form has it: texts. */
public final class ProvisioningForm {
  private static final int USUAL_BRAKE = 10;

  private String address = "";
  private String tokenAddress = "";
  private String client = "";
  private boolean groups = true;
  private int mostDeactivated = USUAL_BRAKE;
  private String dailyAt = "";

  static ProvisioningForm of(Target target) {
    ProvisioningForm form = new ProvisioningForm();
    form.address = target.address();
    form.tokenAddress = target.tokenAddress().orElse("");
    form.client = target.client().orElse("");
    form.groups = target.groups();
    form.mostDeactivated = target.mostDeactivated();
    form.dailyAt = target.dailyAt().map(LocalTime::toString).orElse("");
    return form;
  }

  /**
   * What the form says.
   *
   * @throws ConfigurationRefused when it can't be meant
   */
  Target target() {
    return new Target(
        address.strip(), given(tokenAddress), given(client), groups, mostDeactivated, daily());
  }

  private static Optional<String> given(String text) {
    return Optional.of(text.strip()).filter(it -> !it.isEmpty());
  }

  private Optional<LocalTime> daily() {
    try {
      return given(dailyAt).map(LocalTime::parse);
    } catch (DateTimeParseException e) {
      throw new ConfigurationRefused(
          Reason.INVALID, List.of(new Fault("/dailyAt", "a time of the day is HH:MM")));
    }
  }

  public String getAddress() {
    return address;
  }

  public void setAddress(String address) {
    this.address = address;
  }

  public String getTokenAddress() {
    return tokenAddress;
  }

  public void setTokenAddress(String tokenAddress) {
    this.tokenAddress = tokenAddress;
  }

  public String getClient() {
    return client;
  }

  public void setClient(String client) {
    this.client = client;
  }

  public boolean isGroups() {
    return groups;
  }

  public void setGroups(boolean groups) {
    this.groups = groups;
  }

  public int getMostDeactivated() {
    return mostDeactivated;
  }

  public void setMostDeactivated(int mostDeactivated) {
    this.mostDeactivated = mostDeactivated;
  }

  public String getDailyAt() {
    return dailyAt;
  }

  public void setDailyAt(String dailyAt) {
    this.dailyAt = dailyAt;
  }
}
