"""En las pruebas, una variable indefinida en una plantilla nuestra es un error; en las ajenas, no.

Django consulta `string_if_invalid` cada vez que una variable no existe. El nodo que la pedía sabe de qué
archivo viene: si es una plantilla del proyecto, la prueba falla y nombra archivo, línea y variable; si es de
Django o de un paquete, se comporta como en producción (cadena vacía).
"""

import sys

from django.template.base import Node


class VariableIndefinida(AssertionError):
    """VARIABLE_INDEFINIDA: una plantilla nuestra usa un nombre que su vista no entrega."""


class CadenaEstricta(str):
    """Cadena vacía cuya consulta falla cuando la pide una plantilla que está bajo `raiz`."""

    def __new__(cls, raiz):
        cadena = super().__new__(cls, "")
        cadena.raiz = str(raiz)
        return cadena

    def __bool__(self):
        marco = sys._getframe(1)
        if marco.f_code.co_name == "resolve" and "string_if_invalid" in marco.f_locals:
            expresion = marco.f_locals["self"]
            while marco and not isinstance(marco.f_locals.get("self"), Node):
                marco = marco.f_back
            if marco:
                self._exigir_ajena(marco.f_locals["self"], expresion)
        return False

    def _exigir_ajena(self, nodo, expresion):
        origen = getattr(nodo, "origin", None)
        if origen and str(origen.name).startswith(self.raiz):
            raise VariableIndefinida(f"VARIABLE_INDEFINIDA({expresion.var}) en {origen.name}:{nodo.token.lineno}")
