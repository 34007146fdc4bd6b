package org.ringspan.configuration.boundary;

import jakarta.ejb.ApplicationException;
import java.util.List;

/** A change of the configuration was refused; nothing has changed. */
@ApplicationException(rollback = true)
public class ConfigurationRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** It has a fault. */
    INVALID,
    /** There is no such thing. */
    NOT_FOUND,
    /** There is one already. */
    EXISTS,
    /** Other things refer to it. */
    IN_USE,
    /** Somebody else has changed it meanwhile. */
    CHANGED,
    /** It may not be done. */
    NOT_ALLOWED
  }

  /**
   * One fault.
   *
   * @param pointer where it is in what was given (RFC 6901); empty: the whole
   * @param message what it is
   */
  public record Fault(String pointer, String message) implements java.io.Serializable {}

  private final Reason reason;
  private final List<Fault> faults;

  public ConfigurationRefused(Reason reason, List<Fault> faults) {
    super(
        String.join(
            "; ",
            faults.stream()
                .map(
                    fault ->
                        fault.pointer().isEmpty()
                            ? fault.message()
                            : fault.pointer() + ": " + fault.message())
                .toList()));
    this.reason = reason;
    this.faults = List.copyOf(faults);
  }

  public ConfigurationRefused(Reason reason, String message) {
    this(reason, List.of(new Fault("", message)));
  }

  public Reason reason() {
    return reason;
  }

  public List<Fault> faults() {
    return faults;
  }
}
