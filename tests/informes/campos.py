"""Qué hace cada campo de informes: o se imprime en el informe de la referencia, o tiene la prueba que aquí se nombra.

Un campo que no hace nada en ninguna parte no debe existir.
"""

from importlib import import_module

from django.apps import apps

DE_LA_BASE = {"id", "version", "history"}
EFECTOS = "tests.informes.test_efectos"
PROPUESTAS = "tests.informes.test_propuestas"
VISTAS = "tests.informes.test_vistas"
PAGINAS = "tests.informes.test_paginas"

# Campo → módulo y prueba que muestra su efecto.
CON_PRUEBA_PROPIA = {
    "Proyecto.codigo": (PAGINAS, "test_la_pagina_del_proyecto_muestra_su_marco"),
    "Proyecto.marcador_de_genero": (EFECTOS, "test_el_marcador_de_genero_exige_el_texto"),
    "Proyecto.direcciones": (VISTAS, "test_funciona_para_quien_lo_ve_y_no_existe_para_ajena"),
    "Proyecto.observadores": (VISTAS, "test_la_observadora_ve_solo_lo_que_se_le_dio"),
    "Proyecto.mesas": (VISTAS, "test_la_pagina_del_proyecto_enlaza_las_mesas_que_se_pueden_ver"),
    "Proyecto.es_ficticio": (PAGINAS, "test_un_ejemplo_ficticio_lo_dice"),
    "Proyecto.busqueda": (VISTAS, "test_se_filtra_sin_tildes_ni_mayusculas"),
    "Donante.orden": (EFECTOS, "test_el_orden_manda"),
    "Donante.actor": (VISTAS, "test_el_donante_abre_su_actor_a_quien_puede"),
    "ResultadoPais.orden": (EFECTOS, "test_el_orden_manda"),
    "Indicador.orden": (EFECTOS, "test_el_orden_manda"),
    "Riesgo.orden": (EFECTOS, "test_el_orden_manda"),
    "Leccion.orden": (EFECTOS, "test_el_orden_manda"),
    "DecisionDelComite.orden": (EFECTOS, "test_el_orden_manda"),
    "EnlaceDeEvidencia.orden": (EFECTOS, "test_el_orden_manda"),
    "Indicador.linea_base_valor": (EFECTOS, "test_los_numeros_van_en_la_ficha_de_indicadores"),
    "Indicador.meta_valor": (EFECTOS, "test_los_numeros_van_en_la_ficha_de_indicadores"),
    "LogroAnual.valor": (EFECTOS, "test_los_numeros_van_en_la_ficha_de_indicadores"),
    "LogroAnual.base": (EFECTOS, "test_los_numeros_van_en_la_ficha_de_indicadores"),
    "Indicador.acumulacion": (EFECTOS, "test_cada_manera_de_acumular_da_lo_suyo"),
    "Indicador.linea_base_anio": (EFECTOS, "test_lo_que_se_agrega_entre_parentesis_o_delante"),
    "LogroAnual.meta": (EFECTOS, "test_lo_que_se_agrega_entre_parentesis_o_delante"),
    "LogroAnual.medio_de_verificacion": (EFECTOS, "test_lo_que_se_agrega_entre_parentesis_o_delante"),
    "DecisionDelComite.fecha": (EFECTOS, "test_lo_que_se_agrega_entre_parentesis_o_delante"),
    "LogroAnual.meta_valor": (PAGINAS, "test_la_pagina_del_proyecto_muestra_su_marco"),
    "Indicador.metrica": (PROPUESTAS, "test_cada_metrica_propone_lo_suyo"),
    "Indicador.mesa": (PROPUESTAS, "test_la_mesa_y_el_corte_acotan_la_propuesta"),
    "Indicador.corte": (PROPUESTAS, "test_la_mesa_y_el_corte_acotan_la_propuesta"),
    "CoberturaDeFilas.metrica": (PROPUESTAS, "test_la_cobertura_vale_solo_para_su_metrica_corte_ambito_y_anio"),
    "CoberturaDeFilas.corte": (PROPUESTAS, "test_la_cobertura_vale_solo_para_su_metrica_corte_ambito_y_anio"),
    "CoberturaDeFilas.ambito": (PROPUESTAS, "test_la_cobertura_vale_solo_para_su_metrica_corte_ambito_y_anio"),
    "CoberturaDeFilas.anio": (PROPUESTAS, "test_la_cobertura_vale_solo_para_su_metrica_corte_ambito_y_anio"),
    "CoberturaDeFilas.completas": (PROPUESTAS, "test_solo_filas_completas_ganan_a_lo_declarado"),
    "Gasto.codigo": (PAGINAS, "test_la_cifra_muestra_sus_filas"),
    "Gasto.donante": (EFECTOS, "test_el_donante_de_un_gasto_decide_la_parte_que_le_toca"),
    "Gasto.fecha": (EFECTOS, "test_la_fecha_del_gasto_decide_su_tasa"),
    "Gasto.nota": (EFECTOS, "test_la_nota_y_la_fuente_van_en_la_fila_de_origen"),
    "InformeAnual.codigo": (VISTAS, "test_funciona_para_quien_lo_ve_y_no_existe_para_ajena"),
    "SeccionNarrativa.clave": (EFECTOS, "test_la_clave_dice_donde_va_el_texto"),
    "SeccionNarrativa.vigente": (EFECTOS, "test_falta_decir_si_la_teoria_de_cambio_sigue_vigente"),
}
FUENTES = (EFECTOS, "test_cada_fuente_se_lee_en_la_pagina_de_fuentes")


def campos():
    """{«Modelo.campo»: campo} de todos los modelos de informes, menos lo que llevan todos por igual."""
    return {
        f"{modelo.__name__}.{campo.name}": campo
        for modelo in apps.get_app_config("informes").get_models()
        if not modelo.__name__.startswith("Historical") and not modelo._meta.auto_created
        for campo in (*modelo._meta.concrete_fields, *modelo._meta.many_to_many)
        if campo.name not in DE_LA_BASE
    }


def prueba_de(nombre):
    """(módulo, prueba) del campo, o None si se imprime en el informe de la referencia."""
    return FUENTES if nombre.endswith(".fuente") else CON_PRUEBA_PROPIA.get(nombre)


def existe(modulo, prueba):
    return callable(getattr(import_module(modulo), prueba, None))
