package org.ringspan.access;

import org.ringspan.address.DeviceName;
import org.ringspan.voice.Question;

/**
 * The mobility key was pressed: the call that is talked at the telephone is to go to the mobile;
 * where there is none, reach is to be turned on or off. {@link MobilityAnswer}
 *
 * @param device at which telephone
 */
public record MobilityQuestion(DeviceName device) implements Question {
  @Override
  public String words() {
    return "the mobility key of " + device + " was pressed";
  }
}
