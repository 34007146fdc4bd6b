package org.ringspan.activedirectory.jca;

import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.activedirectory.BadFilterException;
import org.ringspan.activedirectory.DirectoryFilter;
import org.ringspan.activedirectory.DistinguishedName;
import org.ringspan.activedirectory.change.ChangeQuery;

/** What a message-driven bean says of the changes that it wants. */
public final class ChangeActivationSpec implements ActivationSpec, Serializable {
  private static final long serialVersionUID = 1L;

  private transient @Nullable ResourceAdapter adapter;
  private String base = "";
  private String filter = "(&(objectClass=user)(!(objectClass=computer)))";
  private String attributes = "";
  private Integer pageSize = 500;
  private Integer pollInterval = 60;
  private Integer redeliveries = 5;
  private Boolean notification = true;

  @Override
  public void validate() throws InvalidPropertyException {
    try {
      query();
    } catch (BadFilterException | IllegalArgumentException wrong) {
      throw new InvalidPropertyException("changes of Active Directory: " + wrong.getMessage());
    }
    if (pollInterval < 1 || redeliveries < 0) {
      throw new InvalidPropertyException("pollInterval or redeliveries is out of range");
    }
  }

  /** Whose changes. */
  ChangeQuery query() throws BadFilterException {
    return new ChangeQuery(
        Optional.of(base).filter(text -> !text.isBlank()).map(DistinguishedName::parse),
        DirectoryFilter.parse(filter.strip()),
        List.of(attributes.strip().split("[,\\s]+")),
        pageSize);
  }

  Duration poll() {
    return Duration.ofSeconds(pollInterval);
  }

  @Override
  public @Nullable ResourceAdapter getResourceAdapter() {
    return adapter;
  }

  @Override
  public void setResourceAdapter(ResourceAdapter associated) {
    adapter = associated;
  }

  /** Where the objects are; the whole domain when empty (default). */
  public String getBase() {
    return base;
  }

  /** Sets {@link #getBase}. */
  public void setBase(String value) {
    base = value;
  }

  /** Which objects (default people). */
  public String getFilter() {
    return filter;
  }

  /** Sets {@link #getFilter}. */
  public void setFilter(String value) {
    filter = value;
  }

  /** Names of the attributes, with commas between. */
  public String getAttributes() {
    return attributes;
  }

  /** Sets {@link #getAttributes}. */
  public void setAttributes(String value) {
    attributes = value;
  }

  /** Objects a page, about, 1 to 1,000 (default 500). */
  public Integer getPageSize() {
    return pageSize;
  }

  /** Sets {@link #getPageSize}. */
  public void setPageSize(Integer value) {
    pageSize = value;
  }

  /** How often is asked, whether anything was notified or not, seconds (default 60). */
  public Integer getPollInterval() {
    return pollInterval;
  }

  /** Sets {@link #getPollInterval}. */
  public void setPollInterval(Integer value) {
    pollInterval = value;
  }

  /** How often a page is delivered again before it is parked (default 5). */
  public Integer getRedeliveries() {
    return redeliveries;
  }

  /** Sets {@link #getRedeliveries}. */
  public void setRedeliveries(Integer value) {
    redeliveries = value;
  }

  /** Whether controllers are to tell when something changes, so that is asked early (default). */
  public Boolean getNotification() {
    return notification;
  }

  /** Sets {@link #getNotification}. */
  public void setNotification(Boolean value) {
    notification = value;
  }
}
