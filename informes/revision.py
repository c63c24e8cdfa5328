"""Lo que a un informe anual le falta, dicho en frases: el sistema nombra el hueco en vez de inventar el dato."""

from informes.models import SeccionNarrativa

Clave = SeccionNarrativa.Clave


def pendientes(material):
    """Frases con lo que falta, en el orden del formulario. Vacía: el informe está completo."""
    return [frase for frases in _por_parte(material).values() for frase in frases]


def por_seccion(material):
    """Lo que falta, por nombre de sección (los de informes.secciones): el dinero se escribe en una sola."""
    partes = _por_parte(material)
    return {"dinero": [*partes.pop("encabezado"), *partes.pop("gastos")], **partes}


def _por_parte(material):
    return {
        "encabezado": [*_encabezado(material)],
        "teoria-de-cambio": [*_teoria_de_cambio(material)],
        "efecto": [*_efecto(material)],
        **{f"producto-{producto.numero}": [*_producto(material, producto)] for producto in material.productos},
        "genero": [*_genero(material)],
        "programa-pais": [*_programa_pais(material)],
        "metas": [*_metas(material)],
        "gastos": [*_gastos(material)],
        "riesgos": [*_riesgos(material)],
        "lecciones": [] if material.lecciones else ["Falta la sección IV: ninguna lección aprendida."],
        "evidencia": [] if material.enlaces else ["Falta la sección V: ninguna evidencia externa."],
    }


def _encabezado(material):
    cuadro, anio = material.cuadro, material.anio
    if not material.proyecto.atlas_output_id:
        yield "Falta el Atlas Output ID."
    if cuadro.presupuesto_del_documento.valor is None:
        yield "Falta el presupuesto del documento de proyecto."
    if cuadro.presupuesto_del_anio.valor is None:
        yield f"Falta el presupuesto de {anio}."
    if cuadro.gasto_del_anio.valor is None:
        yield f"Falta el gasto de {anio} que informa el organismo."
    if not cuadro.aportes:
        yield "Falta al menos un donante."
    for donante, aporte in cuadro.aportes:
        if aporte.valor is None:
            yield f"Falta cuánto aportó {donante.nombre} en {anio}."


def _teoria_de_cambio(material):
    if not material.texto(Clave.TEORIA_DE_CAMBIO):
        yield "Falta el texto I.A, vigencia de la teoría de cambio."
    if material.teoria_de_cambio_vigente is None:
        yield "Falta decir si la teoría de cambio sigue vigente."


def _efecto(material):
    if not material.texto(Clave.EFECTO):
        yield "Falta el texto I.C, contribución a nivel de efecto."


def _producto(material, producto):
    if not material.texto(Clave.PRODUCTO, producto):
        yield f"Falta el texto I.D del producto {producto.numero}."


def _genero(material):
    marcador = material.proyecto.marcador_de_genero
    if not marcador:
        yield "Falta el marcador de género del proyecto (GEN0 a GEN3)."
    if not material.texto_de_genero:
        obligado = (
            f": es obligatorio porque el proyecto es {marcador}" if material.proyecto.exige_texto_de_genero else ""
        )
        yield f"Falta el texto de contribución a la igualdad de género{obligado}."


def _programa_pais(material):
    if not material.resultados_pais:
        yield "Falta el efecto o producto del Programa País al que contribuye."
    yield from _indicadores(material, material.resultados_pais)


def _metas(material):
    if not material.productos:
        yield "El proyecto no tiene productos."
    yield from _indicadores(material, material.productos)


def _indicadores(material, padres):
    for padre in padres:
        indicadores = padre.indicadores.all()
        if not indicadores:
            yield f"«{_corto(padre)}» no tiene indicadores."
        for indicador in indicadores:
            yield from _indicador(material, indicador)


def _indicador(material, indicador):
    if not indicador.linea_base:
        yield f"Falta la línea de base del indicador {indicador.codigo}."
    logro = material.logro(indicador)
    if not indicador.meta and not (logro and logro.meta):
        yield f"Falta la meta del indicador {indicador.codigo}."
    if not (logro and logro.texto):
        yield f"Falta lo logrado en {material.anio} por el indicador {indicador.codigo}."


def _gastos(material):
    cuadro = material.cuadro
    for producto in material.productos:
        if not cuadro.gastos_de(producto):
            yield (
                f"El producto {producto.numero} no tiene gastos ingresados en {material.anio}; "
                "si no gastó, ingresa un gasto de 0,00."
            )
    for gasto in cuadro.gastos:
        if not any(actividad.producto_id == gasto.producto_id for actividad in gasto.actividades.all()):
            yield f"El gasto {gasto.codigo} no está imputado a ninguna actividad de su producto."
    if cuadro.grupos is None:
        yield "Faltan las tasas de DPC y GMS que rigen en la fecha de algún gasto."


def _riesgos(material):
    if not material.riesgos:
        yield "Falta la sección III: ningún riesgo registrado."
    for riesgo in material.riesgos:
        faltan = [
            nombre
            for nombre, valor in (
                ("probabilidad", riesgo.probabilidad),
                ("impacto", riesgo.impacto),
                ("mitigación", riesgo.mitigacion),
                ("responsable", riesgo.responsable),
            )
            if not valor
        ]
        if faltan:
            yield f"Al riesgo {riesgo.orden} le falta: {', '.join(faltan)}."


def _corto(padre, largo=80):
    texto = str(padre)
    return texto if len(texto) <= largo else f"{texto[:largo].rstrip()}…"
