package org.ringspan.configuration.adapter;

/** What a user may do in the console. */
enum Role {
  USER,
  ADMINISTRATOR
}
