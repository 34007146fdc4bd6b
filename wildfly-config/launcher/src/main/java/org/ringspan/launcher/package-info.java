/**
 * Gets a server from its archives to a ringing telephone: {@link
 * org.ringspan.launcher.ServerProvisioning} unpacks and configures it, {@link
 * org.ringspan.launcher.RingspanServer} starts, watches and stops one instance of it (the
 * end-to-end tests and the benchmark use it too), and {@link org.ringspan.launcher.DemoRun} is what
 * {@code mvn -Prun} runs. Plain Java 17 without dependencies, because it may run inside Maven's own
 * JVM.
 */
@NullMarked
package org.ringspan.launcher;

import org.jspecify.annotations.NullMarked;
