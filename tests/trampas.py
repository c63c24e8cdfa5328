"""Un cliente de pruebas que no perdona: si un GET escribe en la base, la prueba falla."""

import re

from django.db import connection
from django.test import Client

ESCRITURA = re.compile(r'^\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|REPLACE\s+INTO)\s+"?(\w+)"?', re.IGNORECASE)
# Lo que leer sí puede dejar: los registros propios del ingreso y el de lecturas.
PERMITIDAS = {"django_session", "account_emailaddress", "mfa_authenticator", "comun_bitacora"}


class GetQueEscribe(AssertionError):
    """Una petición de sólo lectura intentó cambiar la base."""


def negar_escritura(execute, sql, params, many, context):
    hallada = ESCRITURA.match(sql)
    if hallada and hallada[1] not in PERMITIDAS:
        raise GetQueEscribe(f"Un GET no debe escribir: {sql[:200]}")
    return execute(sql, params, many, context)


class ClienteEstricto(Client):
    """El cliente de Django, que además rechaza toda escritura durante GET y HEAD."""

    def request(self, **entorno):
        if entorno.get("REQUEST_METHOD", "GET") not in {"GET", "HEAD"}:
            return super().request(**entorno)
        with connection.execute_wrapper(negar_escritura):
            return super().request(**entorno)
