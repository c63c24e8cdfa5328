"""Todo lo que se edita tiene su historial a un clic: cada modelo en alguna página, cada página con su enlace."""

import pytest
from django.apps import apps
from django.urls import reverse

from comun.historial import historiado_de, que_contienen
from comun.models import Registrado
from tests.coherencia.matriz import MATRIZ, ROLES

# Sólo se editan en el admin, que tiene su propio historial.
SOLO_EN_EL_ADMIN = {
    "actores.Programa",
    "actores.TipoActor",
    "informes.CoberturaDeFilas",
    "informes.ItemPresupuestario",
    "informes.PlazoDeInforme",
}
# Pasos que se dan desde la ficha, archivos y respuestas que no son una página: el historial está en la ficha.
SIN_ENLACE = {
    "acta_verificar",
    "actor_reponer",
    "account_reset_password_from_key",
    "actor_retirar",
    "asistencia_pegar",
    "buscar_json",
    "convocatoria_responder",
    "eliminar",
    "historial",
    "informe_anual_resolver",
    "integrantes_pegar",
    "manual_tarea",
    "planilla",
    "planilla_revisar",
    "sesion_hoja",
    "sesion_acta",
    "sesion_preparar",
    "usuario_acceso",
    "usuario_quitar_segundo_factor",
    "usuario_trasladar",
    "usuario_traspasar",
}
DE_PASO = ("_crear", "_archivo", "_cifra", "_corregir", "_enviar", "_observar", "_comentar", "_emitir", "_retomar")
DE_UN_OBJETO = sorted(
    nombre
    for nombre, fila in MATRIZ.items()
    if fila.objeto and fila.metodos[0] == "GET" and "200" in fila.estados and not nombre.endswith(DE_PASO)
)


def test_todo_modelo_con_historial_se_lee_en_alguna_pagina():
    registrados = [modelo for modelo in apps.get_models() if issubclass(modelo, Registrado)]

    sin_pagina = {m._meta.label for m in registrados if not historiado_de(m) and not que_contienen(m)}

    assert sin_pagina == SOLO_EN_EL_ADMIN


@pytest.mark.parametrize("nombre", sorted(set(DE_UN_OBJETO) - SIN_ENLACE))
def test_toda_pagina_de_un_objeto_lleva_a_su_historial(nombre, elenco, entrar):
    fila = MATRIZ[nombre]
    quien = next(rol for rol in ROLES if fila.esperado(rol) == 200)

    respuesta = entrar(getattr(elenco, quien)).get(reverse(nombre, kwargs=fila.objeto(elenco)))

    assert 'class="enlace-historial"' in respuesta.text or "?seccion=historial" in respuesta.text
