/**
 * The server under test and what the tests look at besides SIP: its figures over JMX, its call
 * records over JDBC, and the company it is seeded with. {@link
 * org.ringspan.e2e.server.RingspanTest} gives a test class the one server of the run.
 */
@NullMarked
package org.ringspan.e2e.server;

import org.jspecify.annotations.NullMarked;
