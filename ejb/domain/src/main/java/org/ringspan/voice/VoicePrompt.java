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
  /** Nobody can take the call; leave a message after the tone. */
  VOICEMAIL_GREETING,
  /** The mailbox takes no more messages. */
  VOICEMAIL_FULL,
  /** 1 to hear the message, 2 to record it again, # to leave it. */
  VOICEMAIL_REVIEW,
  /** That was too short. */
  VOICEMAIL_TOO_SHORT,
  /** The message is left. */
  VOICEMAIL_LEFT,
  /** You have */
  VOICEMAIL_YOU_HAVE,
  /** new messages, and */
  VOICEMAIL_NEW,
  /** new message, and */
  VOICEMAIL_NEW_ONE,
  /** saved ones. */
  VOICEMAIL_OLD,
  /** saved one. */
  VOICEMAIL_OLD_ONE,
  /** Message from */
  VOICEMAIL_FROM,
  /** 1 to hear it again, 7 to delete it, 9 to save it, # for the next. */
  VOICEMAIL_KEYS,
  /** It is deleted; 7 takes it back. */
  VOICEMAIL_DELETED,
  /** It is saved. */
  VOICEMAIL_SAVED,
  /** There are no more. */
  VOICEMAIL_NO_MORE,
  /** 1 to hear messages, 2 to hear your greeting, 3 to record it, 4 to delete it, # to leave. */
  VOICEMAIL_MENU,
  /** Speak your greeting after the tone, then press #. */
  VOICEMAIL_SPEAK_GREETING,
  /** There is no greeting of your own. */
  VOICEMAIL_NO_GREETING,
  /** Your greeting is kept. */
  VOICEMAIL_GREETING_KEPT,
  /** Call from */
  ANNOUNCE_CALLER,
  /** The caller shows no number. */
  ANNOUNCE_UNKNOWN,
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
