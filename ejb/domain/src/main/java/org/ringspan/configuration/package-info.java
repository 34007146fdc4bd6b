/**
 * What an administrator configures, as immutable values: users, lines, devices, remote
 * destinations, trunks. The rules read one {@link
 * org.ringspan.configuration.ConfigurationSnapshot}; a change makes a new one.
 */
@NullMarked
package org.ringspan.configuration;

import org.jspecify.annotations.NullMarked;
