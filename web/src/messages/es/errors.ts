import type en from '../en/errors.ts';

const es: typeof en = {
  codes: {
    storage_full: 'Este dispositivo está lleno. No se perdió nada de lo guardado. Libere espacio e intente de nuevo.',
    storage_unavailable:
      'El navegador cerró el almacenamiento de la aplicación. Vuelva a cargar la página; lo guardado está a salvo.',
    storage_unreadable:
      'Algunos registros no se pueden leer en este dispositivo. Vuelven del servidor con la próxima sincronización.',
    offline: 'Sin conexión. Sus cambios quedan guardados aquí y salen cuando vuelva la red.',
    unauthorised: 'Su sesión terminó. Sus cambios están guardados aquí; inicie sesión de nuevo para enviarlos.',
    member_deactivated:
      'Esta cuenta fue desactivada en su equipo. Lo que este dispositivo tenía del equipo se borró; consulte a su administrador.',
    wrong_passphrase: 'Esa no es la frase. No se abrió nada; no se perdió nada.',
    wrong_passkey: 'Esta llave de acceso no abre este dispositivo. Pruebe la que se configuró aquí.',
    not_a_backup: 'Este archivo no lo exportó Leadlight, o fue modificado. No se importó nada.',
    stretch_failed:
      'A este dispositivo le falta memoria libre para usar la frase ahora. Cierre otras aplicaciones e intente de nuevo; no se perdió nada.',
    unlock_wait: 'Demasiadas frases incorrectas. Espere un poco antes de intentar de nuevo. Segundos:',
    not_locked: 'El bloqueo se cambió en otra pestaña. Vuelva a cargar la página.',
    passkey_refused: 'No se pudo verificar esta llave de acceso. Intente de nuevo o entre con su contraseña.',
    passkey_cancelled: 'No se eligió ninguna llave de acceso. Intente de nuevo o entre con su contraseña.',
    invite_invalid: 'Esta invitación ya se usó, se retiró o es muy antigua. Pida una nueva.',
    account_exists: 'Ya existe una cuenta con este correo. Entre con ella y abra la invitación otra vez.',
    already_member: 'Esta cuenta ya está en el equipo, o fue desactivada en él. Consulte a su administrador.',
    not_in_ghl: 'Esta página funciona solo dentro de GoHighLevel. Abra Leadlight en su propia dirección.',
    ghl_user_unknown:
      'Su correo de GoHighLevel no corresponde a ningún miembro de este equipo. Pida una invitación a su administrador.',
    location_unknown: 'Leadlight no está instalado para esta ubicación de GoHighLevel. Consulte a su administrador.',
    wrong_credentials: 'El correo y la contraseña no coinciden. Revise ambos e intente de nuevo.',
    too_many_tries: 'Demasiados intentos. Espere un minuto e intente de nuevo.',
    forbidden: 'Usted no puede cambiar este registro. Su texto queda guardado en Ajustes › Cambios rechazados.',
    invalid: 'El servidor no pudo aceptar este cambio. Su texto queda guardado en Ajustes › Cambios rechazados.',
    version:
      'El servidor es más nuevo o más antiguo que esta aplicación. Vuelva a cargar la página; sus cambios están guardados.',
    server: 'El servidor tiene un problema. Sus cambios están guardados aquí; la aplicación reintenta sola.',
    unexpected_answer: 'No se pudo leer la respuesta del servidor. No se cambió nada; la aplicación reintenta sola.',
    resync:
      'Este dispositivo y el servidor no coinciden en lo que se envió. Sus cambios están guardados; vuelva a cargar la página.',
    needs_network: 'Sin conexión. Esto necesita el servidor: no se cambió nada. Intente cuando vuelva la red.',
    not_allowed: 'Su función no permite esto. No se cambió nada.',
    gone: 'Esto ya no está. No se cambió nada.',
    not_accepted: 'El servidor no aceptó lo ingresado. No se cambió nada: revíselo e intente de nuevo.',
    server_stumbled: 'El servidor tiene un problema. Intente de nuevo en un momento.',
    last_admin: 'Un equipo necesita un administrador: nombre primero a otra persona.',
    push_off: 'El servidor no está preparado para notificaciones.',
    push_denied:
      'El navegador bloquea las notificaciones de esta aplicación. Permítalas en sus ajustes para este sitio y vuelva.',
    push_failed: 'El servicio de notificaciones del navegador no aceptó este dispositivo. Intente más tarde.',
    too_many_webhooks: 'Un equipo tiene 20 webhooks como máximo: quite uno primero.',
    ghl_no_app: 'El servidor no tiene una aplicación de GoHighLevel. Use un token de integración privada.',
    ghl_state: 'Ese intento de conexión es muy antiguo o desconocido. Empiece de nuevo.',
    ghl_location_taken: 'Esta ubicación pertenece a otro equipo.',
    ghl_not_connected: 'Esta ubicación no está conectada.',
    ghl_reconnect_needed: 'GoHighLevel ya no acepta el acceso guardado. Conecte de nuevo.',
    ghl_rate_limited: 'Se agotó por ahora el límite de GoHighLevel. Intente en un minuto.',
    ghl_circuit_open: 'GoHighLevel no responde en este momento. Intente en un minuto.',
    ghl_unavailable: 'GoHighLevel no respondió. Intente de nuevo.',
    ghl_unprocessable: 'GoHighLevel rechazó el contenido.',
    ghl_not_found: 'GoHighLevel no lo conoce.',
    ghl_refused: 'GoHighLevel lo rechazó. Revise el token, la ubicación y sus permisos.',
    ghl_unexpected_answer: 'GoHighLevel respondió de una forma inesperada.',
    cancelled: 'Cancelado. Lo ya importado se conserva.',
    not_json: 'Esto no es JSON válido.',
    not_a_conversation: 'Esto no es una conversación.',
    no_rows: 'No se encontró nada para importar.',
    missing_columns: 'La primera línea debe nombrar las columnas, al menos “lead” (o “name”) y “text”.',
    file_too_big:
      'Este archivo es demasiado grande para leerlo de una vez. Use JSON Lines o CSV, que se leen por partes.',
    unreadable_file: 'No se pudo leer el archivo.',
    text_too_long: 'Este mensaje tiene más de 200,000 caracteres.',
    empty_text: 'No hay texto en esta fila.',
    nobody_named: 'Esta fila no nombra cliente, teléfono ni correo.',
    bad_time: 'No se pudo leer la hora de esta fila.',
    analysis_failed:
      'No se pudo analizar esta conversación. Los mensajes están a salvo; se intenta otra vez con el próximo cambio.',
    model_unreachable:
      'El modelo de texto aún no está en este dispositivo y las reglas leen los mensajes. Se descarga cuando vuelva la red.',
    model_checksum:
      'El modelo de texto que llegó no es el que esta aplicación nombra. Se rechazó; las reglas leen los mensajes.',
    model_broken: 'El modelo de texto no funciona en este navegador. Las reglas leen los mensajes.',
    model_failing: 'El modelo de texto falló varias veces. Las reglas leen los mensajes hasta que funcione otra vez.',
    threads_failed: 'Con varios hilos el modelo de texto no funciona bien en este navegador, así que trabaja con uno.',
    graphics_failed: 'No se pudo usar el procesador gráfico esta vez; WASM ejecuta el modelo de texto.',
    no_graphics: 'No hay nada que probar en el procesador gráfico por ahora.',
    graphics_unreachable:
      'No se pudo descargar lo que necesita el procesador gráfico. WASM continúa; intente cuando vuelva la red.',
    graphics_checksum:
      'Lo que llegó para el procesador gráfico no es lo que esta aplicación nombra. Se rechazó; WASM continúa.',
    worker_lost: 'El análisis se detuvo. Vuelve a empezar solo.',
    lead_gone: 'Este contacto ya no está aquí.',
    do_not_contact: 'Este contacto pidió que no lo contacten, o se fue. No se envió nada.',
    opted_out: 'Este contacto pidió no recibir mensajes. No se envió nada.',
    channel_closed: 'Este contacto cerró este canal. No se envió nada.',
    lead_wrote_since: 'El contacto escribió después. Léalo y envíe de nuevo.',
    no_draft: 'No hay borrador para este paso.',
    ghl_setting_off: 'El envío por GHL está desactivado. Un administrador puede activarlo.',
    sending_off: 'El envío por GHL se desactivó. No se envió nada.',
    not_in_crm: 'Este contacto no existe en GHL.',
    channel_not_sendable: 'GHL no puede enviar por este canal.',
  },
  unknown: (code: string) => `Algo salió mal (${code}).`,
};
export default es;
