"""La única lista de vistas que se abren sin sesión. Lo que no está aquí, está cerrado."""

RUTAS_PUBLICAS = frozenset(
    {
        "account_login",
        "account_logout",  # deja a medias un ingreso que espera su segundo factor
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "acta_verificar",  # con la clave de un acta aprobada; sin ella responde 404
        "convocatoria_responder",  # con su enlace firmado; sin uno que sirva responde 404
        "entrar_como",  # sólo en la demostración; fuera de ella responde 404
        "mfa_authenticate",  # el segundo paso de un ingreso; sin el primero, lleva al ingreso
        "salud",
        "salud_lista",
    }
)
