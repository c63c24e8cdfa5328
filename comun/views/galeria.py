"""La galería: cada componente de interfaz en cada estado, en una sola página."""

from datetime import date
from types import SimpleNamespace

from django import forms
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comun.acceso import exigir
from comun.fechas import FechaLimite
from comun.tablas import Columna, Tabla
from comun.templatetags.componentes import AVISOS, chip

NOMBRES = (
    "Mesa de ejemplo de la cuenca alta",
    "Mesa público-privada para el desarrollo económico local de las comunas rurales de la provincia de ejemplo",
    "Comité de agua potable rural <El Maitén>",
)
CHIPS = (
    ("propuesto", "neutro"),
    ("en ejecución", "curso"),
    ("necesita de ti", "accion"),
    ("atrasado", "atrasado"),
    ("verificado", "verificado"),
    ("suspendida", "pausa"),
    ("cerrado", "cerrado"),
)
COLUMNAS = (
    Columna("Mesa", "nombre", url=lambda fila: "#tabla"),
    Columna("Estado", lambda fila: chip(*fila.estado)),
    Columna("Próxima sesión", "proxima", tipo="fecha"),
    Columna("Compromisos", "compromisos", tipo="entero"),
    Columna("Monto comprometido", "monto", tipo="clp"),
)
TOTAL = SimpleNamespace(nombre="Total", estado=("en curso", "curso"), proxima=None, compromisos=9_999, monto=1_000_000)
SECCIONES = (
    ("resumen", "Resumen", "?seccion=resumen"),
    ("integrantes", "Integrantes", "?seccion=integrantes"),
    ("sesiones", "Sesiones", "?seccion=sesiones"),
    ("compromisos", "Compromisos", "?seccion=compromisos"),
    ("documentos", "Documentos", "?seccion=documentos"),
)


class FormularioDeEjemplo(forms.Form):
    """Un campo de cada clase, para ver cómo se muestran y cómo dicen sus errores."""

    nombre = forms.CharField(label="Nombre", max_length=60)
    tipo = forms.ChoiceField(label="Tipo", choices=[("", "Elige uno"), ("a", "Mesa territorial"), ("b", "Comité")])
    inicio = forms.DateField(label="Inicio", help_text="Día, mes y año: 20-11-2026.")
    vence = forms.DateField(label="Fecha límite", widget=FechaLimite())
    detalle = forms.CharField(label="Detalle", required=False, widget=forms.Textarea({"rows": 3}))
    publicada = forms.BooleanField(label="Publicada", required=False)


class FiltroDeEjemplo(forms.Form):
    buscar = forms.CharField(label="Buscar", required=False)
    estado = forms.ChoiceField(label="Estado", required=False, choices=[("", "Todos"), ("a", "Activas")])
    region = forms.ChoiceField(label="Región", required=False, choices=[("", "Todas"), ("05", "Valparaíso")])


def filas_de_ejemplo(cuantas):
    estados = [("en curso", "curso"), ("atrasada", "atrasado"), ("verificada", "verificado"), ("pendiente", "neutro")]
    return [
        SimpleNamespace(
            nombre=NOMBRES[n % len(NOMBRES)],
            estado=estados[n % len(estados)],
            proxima=date(2026, 11, 1 + n % 28) if n % 3 else None,
            compromisos=n * 37,
            monto=n * 1_250_000 if n % 4 else None,
        )
        for n in range(cuantas)
    ]


@require_safe
def galeria(request):
    exigir(not request.user.es_observador)
    opciones = {"titulo": "Mesas de ejemplo", "sustantivo": ("mesa", "mesas")}
    contexto = {
        "chips": CHIPS,
        "niveles": AVISOS,
        "hoy": date(2026, 11, 20),
        "secciones": SECCIONES,
        "seccion": request.GET.get("seccion", "resumen"),
        "tabla": Tabla(COLUMNAS, filas_de_ejemplo(60), request, total_general=TOTAL, **opciones),
        "tabla_vacia": Tabla(COLUMNAS, [], request, vacio="Aún no hay mesas. Crea la primera.", prefijo="otra_"),
        "filtro": SimpleNamespace(form=FiltroDeEjemplo(request.GET or None)),
        "filtro_puesto": SimpleNamespace(form=FiltroDeEjemplo({"buscar": "agua", "region": "05"}, auto_id="puesto_%s")),
        "formulario": FormularioDeEjemplo(
            {"nombre": "Mesa Campanilla", "inicio": "31-02-2026", "vence": "2026-11-22"}, auto_id="ejemplo_%s"
        ),
    }
    return render(request, "comun/galeria.html", contexto)
