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
EMISION = "tests.informes.test_emision"
VISTAS_DE_EMISION = "tests.informes.test_vistas_emision"
ESCRITURA = "tests.informes.test_escritura"
ENTREGAS = "tests.informes.test_entregas"

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
    "InformeAnual.estado": (EMISION, "test_recorre_su_camino_y_deja_cada_paso_en_el_historial"),
    "InformeAnual.enviado_por": (EMISION, "test_no_lo_emite_quien_lo_envio"),
    "InformeAnual.enviado_at": (EMISION, "test_enviar_dice_cuando_y_quien"),
    "InformeAnual.motivo_de_correccion": (
        EMISION,
        "test_al_corregir_se_vuelve_a_escribir_y_la_version_siguiente_lleva_el_motivo",
    ),
    "VersionAnual.motivo": (EMISION, "test_al_corregir_se_vuelve_a_escribir_y_la_version_siguiente_lleva_el_motivo"),
    "VersionAnual.informe": (EMISION, "test_la_version_congela_el_documento_con_sus_filas_su_huella_y_sus_archivos"),
    "VersionAnual.contenido": (EMISION, "test_la_version_congela_el_documento_con_sus_filas_su_huella_y_sus_archivos"),
    "VersionAnual.esquema": (EMISION, "test_la_version_congela_el_documento_con_sus_filas_su_huella_y_sus_archivos"),
    "VersionAnual.emitida_el": (EMISION, "test_la_version_congela_el_documento_con_sus_filas_su_huella_y_sus_archivos"),
    "ArchivoAnual.formato": (EMISION, "test_la_version_congela_el_documento_con_sus_filas_su_huella_y_sus_archivos"),
    "ArchivoAnual.tamano": (EMISION, "test_la_version_congela_el_documento_con_sus_filas_su_huella_y_sus_archivos"),
    "VersionAnual.hash": (EMISION, "test_se_nota_si_alguien_cambia_lo_emitido_por_fuera"),
    "ArchivoAnual.sha256": (EMISION, "test_se_nota_si_alguien_cambia_lo_emitido_por_fuera"),
    "ArchivoAnual.archivo": (EMISION, "test_se_nota_si_alguien_cambia_lo_emitido_por_fuera"),
    "VersionAnual.numero": (EMISION, "test_la_orden_entrega_lo_emitido_y_no_lo_de_ahora"),
    "VersionAnual.emitida_at": (EMISION, "test_la_version_dice_quien_la_envio_quien_la_emitio_y_cuando"),
    "VersionAnual.emitida_por": (EMISION, "test_la_version_dice_quien_la_envio_quien_la_emitio_y_cuando"),
    "VersionAnual.enviada_por": (EMISION, "test_la_version_dice_quien_la_envio_quien_la_emitio_y_cuando"),
    "ObservacionAnual.seccion": (EMISION, "test_se_observa_por_parte_solo_en_revision_y_se_atiende_una_vez"),
    "ObservacionAnual.numero_version": (EMISION, "test_se_observa_por_parte_solo_en_revision_y_se_atiende_una_vez"),
    "ObservacionAnual.resuelta_at": (EMISION, "test_se_observa_por_parte_solo_en_revision_y_se_atiende_una_vez"),
    "ObservacionAnual.codigo": (VISTAS_DE_EMISION, "test_se_atiende_con_una_respuesta"),
    "ObservacionAnual.informe": (VISTAS_DE_EMISION, "test_se_atiende_con_una_respuesta"),
    "ObservacionAnual.respuesta": (VISTAS_DE_EMISION, "test_se_atiende_con_una_respuesta"),
    "ObservacionAnual.resuelta_por": (VISTAS_DE_EMISION, "test_se_atiende_con_una_respuesta"),
    "ObservacionAnual.texto": (
        VISTAS_DE_EMISION,
        "test_lo_observado_vuelve_con_su_motivo_y_sus_observaciones_por_parte",
    ),
    "ObservacionAnual.autor": (VISTAS_DE_EMISION, "test_cada_observacion_dice_quien_la_hizo_y_cuando"),
    "ObservacionAnual.creada_at": (VISTAS_DE_EMISION, "test_cada_observacion_dice_quien_la_hizo_y_cuando"),
    "PropuestaAceptada.informe": (ESCRITURA, "test_usar_una_frase_la_agrega_a_lo_escrito_y_recuerda_lo_propuesto"),
    "PropuestaAceptada.indicador": (ESCRITURA, "test_usar_una_frase_la_agrega_a_lo_escrito_y_recuerda_lo_propuesto"),
    "PropuestaAceptada.seccion": (ESCRITURA, "test_usar_una_frase_la_agrega_a_lo_escrito_y_recuerda_lo_propuesto"),
    "PropuestaAceptada.valor": (ESCRITURA, "test_usar_una_frase_la_agrega_a_lo_escrito_y_recuerda_lo_propuesto"),
    "PropuestaAceptada.frase": (ESCRITURA, "test_usar_una_frase_la_agrega_a_lo_escrito_y_recuerda_lo_propuesto"),
    "PropuestaAceptada.usada_at": (ESCRITURA, "test_usar_una_frase_la_agrega_a_lo_escrito_y_recuerda_lo_propuesto"),
    "PropuestaAceptada.usada_por": (ESCRITURA, "test_usar_una_frase_la_agrega_a_lo_escrito_y_recuerda_lo_propuesto"),
    "PlazoDeInforme.clase": (ENTREGAS, "test_pasado_el_plazo_de_emision_se_atrasa_lo_enviado_y_no_lo_que_se_corrige"),
    "PlazoDeInforme.anio": (ENTREGAS, "test_pasado_el_plazo_de_emision_se_atrasa_lo_enviado_y_no_lo_que_se_corrige"),
    "PlazoDeInforme.etapa": (ENTREGAS, "test_pasado_el_plazo_de_emision_se_atrasa_lo_enviado_y_no_lo_que_se_corrige"),
    "PlazoDeInforme.fecha": (ENTREGAS, "test_pasado_el_plazo_de_emision_se_atrasa_lo_enviado_y_no_lo_que_se_corrige"),
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
