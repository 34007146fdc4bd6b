package org.ringspan.sip.container;

import gov.nist.core.StackLogger;
import java.util.Properties;
import org.jboss.logging.Logger;

/**
 * The SIP stack's log on the server's log, category {@code gov.nist.javax.sip}. The stack asks
 * before it builds a text, several hundred times a message; warnings and errors are written,
 * anything below only while the category's level is TRACE.
 */
public final class StackLog implements StackLogger {
  private static final Logger LOG = Logger.getLogger("gov.nist.javax.sip");

  /** For the stack. */
  public StackLog() {}

  @Override
  public boolean isLoggingEnabled() {
    return true;
  }

  @Override
  public boolean isLoggingEnabled(int level) {
    return switch (level) {
      case TRACE_FATAL, TRACE_ERROR, TRACE_WARN -> true;
      case TRACE_INFO, TRACE_DEBUG, TRACE_TRACE -> LOG.isTraceEnabled();
      default -> false;
    };
  }

  @Override
  public void logFatalError(String text) {
    LOG.error(text);
  }

  @Override
  public void logError(String text) {
    LOG.error(text);
  }

  @Override
  public void logError(String text, Exception cause) {
    LOG.error(text, cause);
  }

  @Override
  public void logException(Throwable cause) {
    LOG.warn("In the SIP stack", cause);
  }

  @Override
  public void logWarning(String text) {
    LOG.warn(text);
  }

  @Override
  public void logInfo(String text) {
    LOG.trace(text);
  }

  @Override
  public void logDebug(String text) {
    LOG.trace(text);
  }

  @Override
  public void logDebug(String text, Exception cause) {
    LOG.trace(text, cause);
  }

  @Override
  public void logTrace(String text) {
    LOG.trace(text);
  }

  @Override
  public void logStackTrace() {
    // Only asked for by a switch that is off.
  }

  @Override
  public void logStackTrace(int level) {
    // Only asked for by a switch that is off.
  }

  @Override
  public String getLoggerName() {
    return LOG.getName();
  }

  @Override
  public int getLineCount() {
    return 0;
  }

  @Override
  public void disableLogging() {
    // The server's logging configuration decides.
  }

  @Override
  public void enableLogging() {
    // The server's logging configuration decides.
  }

  @Override
  public void setBuildTimeStamp(String timestamp) {
    // Not shown.
  }

  @Override
  public void setStackProperties(Properties properties) {
    // The server's logging configuration decides.
  }
}
