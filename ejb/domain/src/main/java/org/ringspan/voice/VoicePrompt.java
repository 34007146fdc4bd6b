package org.ringspan.voice;

/** A sentence that the server can say. Its sound has the name of it in small letters. */
public enum VoicePrompt {
  /** Who you call, and that this is the voice access. */
  ACCESS_WELCOME,
  /** Key in one of your numbers, then #. */
  ACCESS_ID,
  /** Key in your PIN, then #. */
  ACCESS_PIN,
  /** 1 to call, 2 to turn reach on, 3 to turn it off. */
  ACCESS_MENU,
  /** 2 to turn reach on, 3 to turn it off. */
  ACCESS_MENU_REACH,
  /** Key in the number to call, then #. */
  ACCESS_NUMBER,
  /** Key in the number of the destination, then #; # alone for all. */
  ACCESS_DESTINATION,
  /** Reach is on. */
  ACCESS_REACH_ON,
  /** Reach is off. */
  ACCESS_REACH_OFF,
  /** That was wrong. */
  ACCESS_WRONG,
  /** That number can't be called from here. */
  ACCESS_BLOCKED,
  /** Nobody answers there. */
  ACCESS_NOBODY,
  /** It can't be done now. */
  ACCESS_SORRY,
  /** Goodbye. */
  ACCESS_GOODBYE,
  /** 0 */
  DIGIT_0,
  /** 1 */
  DIGIT_1,
  /** 2 */
  DIGIT_2,
  /** 3 */
  DIGIT_3,
  /** 4 */
  DIGIT_4,
  /** 5 */
  DIGIT_5,
  /** 6 */
  DIGIT_6,
  /** 7 */
  DIGIT_7,
  /** 8 */
  DIGIT_8,
  /** 9 */
  DIGIT_9,
  /** Star. */
  DIGIT_STAR,
  /** Hash. */
  DIGIT_HASH,
  /** Plus. */
  DIGIT_PLUS;
}
