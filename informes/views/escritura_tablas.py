"""Las secciones de un informe que son tablas: logros por indicador, riesgos, lecciones con decisiones, evidencia."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from informes.armado.anual import rotulos
from informes.escritura import mientras_se_edita, usar_propuesta
from informes.forms.escritura import FilaDeDecision, FilaDeEvidencia, FilaDeLeccion, FilaDeLogro, FilaDeRiesgo
from informes.forms.filas import filas, guardar_juntas, pide_otra_fila, son_validas
from informes.metricas.propuestas import propuestas
from informes.models import DecisionDelComite, LogroAnual


def tablas(peticion, contexto):
    """Riesgos, lecciones o evidencia: una o dos tablas que se guardan juntas."""
    informe, actual = contexto["informe"], contexto["seccion"]
    data = peticion.POST if peticion.method == "POST" else None
    contexto["tablas"] = TABLAS[actual.clase](informe, data)
    contexto["preguntas"] = (rotulos.IV_LOGRO, *rotulos.IV_GUIAS) if actual.clase == "lecciones" else ()
    if data is not None and not pide_otra_fila(data) and _guardadas(informe, contexto["tablas"], peticion.user):
        messages.success(peticion, "Sección guardada.")
        return redirect(actual.url)
    return render(peticion, "informes/escribir/tablas.html", contexto)


def logros(peticion, contexto):
    """Una ficha por indicador, con lo que los datos proponen y lo que se logró el año anterior."""
    material, actual = contexto["material"], contexto["seccion"]
    data = peticion.POST if peticion.method == "POST" else None
    fichas = contexto["fichas"] = _fichas(material, actual, data)
    if data is not None and son_validas(*(ficha["form"] for ficha in fichas)):
        usada = next((ficha for ficha in fichas if ficha["clave"] == data.get("usar") and ficha["frase"]), None)
        if _logros_guardados(material.informe, actual, fichas, usada, peticion.user):
            messages.success(peticion, "Cifra propuesta puesta en el logro." if usada else "Sección guardada.")
            return redirect(actual.url)
    return render(peticion, "informes/escribir/logros.html", contexto)


def _guardadas(informe, tablas, usuario):
    if not son_validas(*tablas):
        return False
    with mientras_se_edita(informe):
        return guardar_juntas(*tablas, por=usuario)


def _logros_guardados(informe, actual, fichas, usada, usuario):
    if usada:
        _poner_la_propuesta(usada)
    with mientras_se_edita(informe):
        listo = guardar_juntas(*(ficha["form"] for ficha in fichas), por=usuario)
        if listo and usada:
            datos = {"informe": informe, "seccion": actual.nombre, "propuesta": usada["propuesta"]}
            usar_propuesta(**datos, por=usuario, el=timezone.now())
    return listo


def _riesgos(informe, data):
    tabla = filas(
        FilaDeRiesgo,
        prefijo="riesgos",
        titulo="Riesgos del año",
        singular="Riesgo",
        queryset=informe.riesgos.order_by("orden"),
        data=data,
        orden_en="informe",
        fijos={"informe": informe},
    )
    return [tabla]


def _lecciones(informe, data):
    lecciones = filas(
        FilaDeLeccion,
        prefijo="lecciones",
        titulo="Lecciones",
        singular="Lección",
        queryset=informe.lecciones.order_by("orden"),
        data=data,
        orden_en="informe",
        fijos={"informe": informe},
    )
    if not informe.lecciones.exists():
        return [lecciones]
    decisiones = filas(
        FilaDeDecision,
        prefijo="decisiones",
        titulo="Decisiones del Comité Directivo",
        singular="Decisión",
        nota=rotulos.IV_DECISIONES,
        queryset=DecisionDelComite.objects.filter(leccion__informe=informe).order_by("leccion__orden", "orden"),
        data=data,
        orden_en="leccion",
        lecciones=informe.lecciones.order_by("orden"),
    )
    return [lecciones, decisiones]


def _evidencia(informe, data):
    tabla = filas(
        FilaDeEvidencia,
        prefijo="enlaces",
        titulo="Noticias y publicaciones",
        singular="Enlace",
        queryset=informe.enlaces.order_by("orden"),
        data=data,
        orden_en="informe",
        fijos={"informe": informe},
    )
    return [tabla]


TABLAS = {"riesgos": _riesgos, "lecciones": _lecciones, "evidencia": _evidencia}


def _fichas(material, actual, data):
    """Un diccionario por indicador de la sección, en el orden del informe."""
    padres = material.resultados_pais if actual.nombre == "programa-pais" else material.productos
    por_indicador = {una.indicador.pk: una for una in propuestas(material)}
    anteriores = {
        logro.indicador_id: logro
        for logro in LogroAnual.objects.filter(
            indicador__in=[indicador.pk for padre in padres for indicador in padre.indicadores.all()],
            anio=material.anio - 1,
        )
    }
    return [
        _ficha(material, padre, indicador, data, por_indicador.get(indicador.pk), anteriores.get(indicador.pk))
        for padre in padres
        for indicador in padre.indicadores.all()
    ]


def _ficha(material, padre, indicador, data, propuesta, anterior):
    logro = material.logro(indicador) or LogroAnual()
    fijos = {"indicador": indicador, "anio": material.anio}
    prefijo = f"{type(padre).__name__.lower()}-{getattr(padre, 'numero', None) or padre.codigo}-{indicador.codigo}"
    return {
        "padre": padre,
        "indicador": indicador,
        "form": FilaDeLogro(data, instance=logro, prefix=prefijo, fijos=fijos),
        "propuesta": propuesta,
        "clave": propuesta.cifra.clave if propuesta else None,
        "frase": propuesta.frase if propuesta else "",
        "anterior": anterior,
    }


def _poner_la_propuesta(ficha):
    """La cifra va al número; la frase, al final de lo escrito: sigue siendo de la persona cambiarla."""
    logro, propuesta = ficha["form"].instance, ficha["propuesta"]
    logro.valor = propuesta.cifra.valor
    logro.texto = f"{logro.texto}\n\n{propuesta.frase}".strip()
    ficha["form"].obligada = True
