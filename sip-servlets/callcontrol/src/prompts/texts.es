# name|text
confirm|Llamada de trabajo. Pulse cualquier tecla para atenderla.

# Voice access.
access_welcome|Bienvenido. Puede llamar a través de su empresa.
access_id|Marque el número de uno de sus teléfonos y pulse almohadilla.
access_pin|Marque su clave y pulse almohadilla.
access_menu|Para llamar a un número, pulse 1. Para activar el desvío a sus teléfonos, pulse 2. Para desactivarlo, pulse 3.
access_menu_reach|Para activar el desvío a sus teléfonos, pulse 2. Para desactivarlo, pulse 3.
access_number|Marque el número al que quiere llamar y pulse almohadilla.
access_destination|Marque el número del teléfono y pulse almohadilla. Para todos sus teléfonos, pulse solo almohadilla.
access_reach_on|El desvío a sus teléfonos está activado.
access_reach_off|El desvío a sus teléfonos está desactivado.
access_wrong|No es correcto.
access_blocked|No se puede llamar a ese número desde aquí.
access_nobody|Nadie contesta.
access_sorry|No es posible en este momento.
access_goodbye|Adiós.

# Mailboxes.
voicemail_greeting|Su llamada no puede ser atendida en este momento. Deje un mensaje después de la señal.
voicemail_full|Este buzón no admite más mensajes. Adiós.
voicemail_review|Para oír su mensaje, pulse 1. Para grabarlo de nuevo, pulse 2. Para dejarlo, pulse almohadilla o cuelgue.
voicemail_too_short|Ha sido demasiado corto.
voicemail_left|Su mensaje ha quedado grabado. Adiós.
voicemail_you_have|Tiene
voicemail_new|mensajes nuevos, y
voicemail_new_one|mensaje nuevo, y
voicemail_old|mensajes guardados.
voicemail_old_one|mensaje guardado.
voicemail_from|Mensaje de
voicemail_keys|Para oírlo de nuevo, pulse 1. Para borrarlo, 7. Para guardarlo, 9. Para el siguiente, almohadilla.
voicemail_deleted|Borrado. Para recuperarlo, pulse 7.
voicemail_saved|Guardado.
voicemail_no_more|No hay más mensajes.
voicemail_menu|Para oír los mensajes, pulse 1. Para oír su saludo, 2. Para grabarlo, 3. Para borrarlo, 4. Para terminar, almohadilla.
voicemail_speak_greeting|Diga su saludo después de la señal y pulse almohadilla.
voicemail_no_greeting|No hay un saludo propio.
voicemail_greeting_kept|Su saludo está guardado.

announce_caller|Llamada del
announce_unknown|Llamada sin número.

# Numbers, digit by digit.
digit_0|cero
digit_1|uno
digit_2|dos
digit_3|tres
digit_4|cuatro
digit_5|cinco
digit_6|seis
digit_7|siete
digit_8|ocho
digit_9|nueve
digit_star|asterisco
digit_hash|almohadilla
digit_plus|más

# Numbers.
number_0|cero
number_1|uno
number_2|dos
number_3|tres
number_4|cuatro
number_5|cinco
number_6|seis
number_7|siete
number_8|ocho
number_9|nueve
number_10|diez
number_11|once
number_12|doce
number_13|trece
number_14|catorce
number_15|quince
number_16|dieciséis
number_17|diecisiete
number_18|dieciocho
number_19|diecinueve
number_20|veinte
number_21|veintiuno
number_22|veintidós
number_23|veintitrés
number_24|veinticuatro
number_25|veinticinco
number_26|veintiséis
number_27|veintisiete
number_28|veintiocho
number_29|veintinueve
number_30|treinta
number_40|cuarenta
number_50|cincuenta
number_60|sesenta
number_70|setenta
number_80|ochenta
number_90|noventa
number_100|cien
number_200|doscientos
number_300|trescientos
number_400|cuatrocientos
number_500|quinientos
number_600|seiscientos
number_700|setecientos
number_800|ochocientos
number_900|novecientos
number_un|un
number_una|una
number_veintiun|veintiún
number_veintiuna|veintiuna
number_ciento|ciento
number_y|y

# Days and times.
moment_today|hoy
moment_yesterday|ayer
moment_de|de
moment_a_la|a la
moment_a_las|a las
weekday_1|el lunes
weekday_2|el martes
weekday_3|el miércoles
weekday_4|el jueves
weekday_5|el viernes
weekday_6|el sábado
weekday_7|el domingo
month_1|enero
month_2|febrero
month_3|marzo
month_4|abril
month_5|mayo
month_6|junio
month_7|julio
month_8|agosto
month_9|septiembre
month_10|octubre
month_11|noviembre
month_12|diciembre
