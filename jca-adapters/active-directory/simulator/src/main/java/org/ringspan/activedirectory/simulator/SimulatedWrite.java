package org.ringspan.activedirectory.simulator;

import com.unboundid.ldap.protocol.AddRequestProtocolOp;
import com.unboundid.ldap.protocol.DeleteRequestProtocolOp;
import com.unboundid.ldap.protocol.ModifyDNRequestProtocolOp;
import com.unboundid.ldap.protocol.ModifyRequestProtocolOp;
import com.unboundid.ldap.sdk.Modification;
import java.util.List;

/**
 * What a client asked a controller to write.
 *
 * @param place the distinguished name as the client wrote it
 * @param changes each in words, such as {@code REPLACE ipPhone: 51234}
 */
public record SimulatedWrite(String place, List<String> changes) {
  /** Copies the list. */
  public SimulatedWrite {
    changes = List.copyOf(changes);
  }

  static SimulatedWrite add(AddRequestProtocolOp request) {
    return new SimulatedWrite(request.getDN(), List.of("ADD"));
  }

  static SimulatedWrite delete(DeleteRequestProtocolOp request) {
    return new SimulatedWrite(request.getDN(), List.of("DELETE"));
  }

  static SimulatedWrite rename(ModifyDNRequestProtocolOp request) {
    var parent = request.getNewSuperiorDN();
    return new SimulatedWrite(
        request.getDN(),
        List.of("RENAME " + request.getNewRDN() + (parent == null ? "" : " BELOW " + parent)));
  }

  static SimulatedWrite modify(ModifyRequestProtocolOp request) {
    return new SimulatedWrite(
        request.getDN(), request.getModifications().stream().map(SimulatedWrite::words).toList());
  }

  private static String words(Modification modification) {
    return modification.getModificationType()
        + " "
        + modification.getAttributeName()
        + ": "
        + String.join(", ", modification.getValues());
  }
}
