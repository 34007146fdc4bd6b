package org.ringspan.mail.adapter;

/** Figures of outgoing mail; those of the outbox are a quarter of a minute old at most. */
public interface MailMXBean {
  /** Letters in the outbox that are to be sent. */
  int getWaiting();

  /** Letters in the outbox that are tried no more. */
  int getGivenUp();

  /** Seconds since the oldest letter that waits was put into the outbox; 0: none waits. */
  long getOldestSeconds();

  /** Letters sent since the start. */
  long getSent();

  /** Attempts that failed since the start. */
  long getFailed();
}
