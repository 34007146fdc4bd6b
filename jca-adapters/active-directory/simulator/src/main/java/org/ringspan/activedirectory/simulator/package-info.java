/**
 * A directory in memory that behaves like Active Directory as far as the adapter and its demo need:
 * objectGUIDs and update numbers, DirSync, deleted objects, links between groups and members,
 * ranges of long attributes, AD's matching rules, its refusals and their codes. {@link
 * org.ringspan.activedirectory.simulator.SimulatedDomain} holds the objects, {@link
 * org.ringspan.activedirectory.simulator.SimulatedController} serves them over LDAP.
 */
@NullMarked
package org.ringspan.activedirectory.simulator;

import org.jspecify.annotations.NullMarked;
