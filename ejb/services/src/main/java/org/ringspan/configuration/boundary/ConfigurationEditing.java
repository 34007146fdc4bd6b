package org.ringspan.configuration.boundary;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Optional;
import org.ringspan.address.UserId;
import org.ringspan.configuration.adapter.ConfigurationEditor;
import org.ringspan.identity.Actor;

/**
 * Changes the configuration, thing by thing. Everything is written as in a seed document, with the
 * same fields, and checked in the same way.
 *
 * <p>A change is one transaction; it is there whole or not at all, and when the method returns
 * calls on this node follow it. Every change is written into the trail, without secrets. All
 * methods that change throw {@link ConfigurationRefused} when nothing was changed.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ConfigurationEditing {
  @Inject private ConfigurationEditor editor;

  /** Adds a thing. */
  public ConfigurationChange create(Actor actor, ResourceKind kind, JsonObject json) {
    return editor.create(actor, kind, json);
  }

  /**
   * Puts a thing in the place of one that is there.
   *
   * @param tag the {@linkplain Resource#tag mark} of what is to be replaced; empty: whatever it is
   */
  public ConfigurationChange replace(
      Actor actor, ResourceKind kind, String key, Optional<String> tag, JsonObject json) {
    return editor.replace(actor, kind, key, tag, json);
  }

  /**
   * Adds a thing.
   *
   * @param alongside what else is written in the same transaction, when the thing is; what it
   *     throws undoes both
   */
  public ConfigurationChange create(
      Actor actor, ResourceKind kind, JsonObject json, Runnable alongside) {
    return editor.create(actor, kind, json, alongside);
  }

  /**
   * Puts a thing in the place of one that is there.
   *
   * @param tag the mark of what is to be replaced; empty: whatever it is
   * @param alongside what else is written in the same transaction, when the thing is; what it
   *     throws undoes both
   */
  public ConfigurationChange replace(
      Actor actor,
      ResourceKind kind,
      String key,
      Optional<String> tag,
      JsonObject json,
      Runnable alongside) {
    return editor.replace(actor, kind, key, tag, json, alongside);
  }

  /**
   * Removes a thing that nothing refers to.
   *
   * @param tag the mark of what is to be removed; empty: whatever it is
   */
  public ConfigurationChange delete(
      Actor actor, ResourceKind kind, String key, Optional<String> tag) {
    return editor.delete(actor, kind, key, tag);
  }

  /**
   * Undoes a change, if what it has changed is still as it made it. Passwords of what was removed
   * don't come back.
   *
   * @param audit the line of the trail
   */
  public ConfigurationChange undo(Actor actor, long audit) {
    return editor.undo(actor, audit);
  }

  /**
   * Puts a whole configuration in the place of the one that is there. What stays keeps its
   * passwords.
   *
   * @param json a seed document in UTF-8 of the same domain
   */
  public ConfigurationChange replaceAll(Actor actor, byte[] json, Optional<String> tag) {
    return editor.replaceAll(actor, json, tag);
  }

  /**
   * Gives a user another password for logging in.
   *
   * @param password 8 to 256 characters
   */
  public void setUserPassword(Actor actor, UserId user, String password) {
    editor.setUserPassword(actor, user, password);
  }

  /**
   * Gives a user another PIN for feature access and voice access.
   *
   * @param pin 4 to 20 digits, not all alike, not in a row and no number of the user's
   */
  public void setUserPin(Actor actor, UserId user, String pin) {
    editor.setUserPin(actor, user, pin);
  }

  /**
   * Gives a device another password for registering.
   *
   * @param password 8 to 128 characters
   */
  public void setDevicePassword(Actor actor, String device, String password) {
    editor.setDevicePassword(actor, device, password);
  }

  /**
   * Gives a trunk that is told by digest the password with which it answers us.
   *
   * @param password 8 to 128 characters
   */
  public void setTrunkPassword(Actor actor, String trunk, String password) {
    editor.setTrunkPassword(actor, trunk, password);
  }

  /**
   * Gives a trunk with a login the password with which we answer it.
   *
   * @param password 1 to 128 characters: others choose it
   */
  public void setTrunkLoginPassword(Actor actor, String trunk, String password) {
    editor.setTrunkLoginPassword(actor, trunk, password);
  }
}
