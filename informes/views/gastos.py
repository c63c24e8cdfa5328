"""El dinero de un proyecto en un año: lo que se informa, la tabla de gastos y cómo cuadra, mientras se escribe."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from comun.acceso import exigir, obtener_visible
from informes.forms.dinero import FilaDeAporte, FilaDeGasto, FilaDeGastoDelAnio, FilaDePresupuesto
from informes.forms.filas import filas, guardar_juntas, pide_otra_fila, son_validas
from informes.metricas import cuadratura
from informes.metricas.en_edicion import CuadroEnEdicion, GastoEscrito
from informes.metricas.gastos import CuadroDeGastos
from informes.models import Actividad, AporteAnual, Gasto, GastoDelAnio, ItemPresupuestario, Presupuesto, Proyecto
from informes.permissions import puede_editar_proyecto


@require_http_methods(["GET", "HEAD", "POST"])
def editar(request, codigo, anio):
    proyecto = _proyecto_y_anio(request, codigo, anio)
    data = request.POST if request.method == "POST" else None
    montos, tabla = _partes(proyecto, anio, data)
    validas = data is not None and son_validas(*montos.values(), tabla)
    if validas and not pide_otra_fila(data) and guardar_juntas(*montos.values(), tabla, por=request.user):
        messages.success(request, f"Gastos de {anio} guardados.")
        return redirect("proyecto_gastos", codigo, anio)
    cuadro = CuadroDeGastos(proyecto, anio, direccion_de=lambda clave: "")
    contexto = {
        "proyecto": proyecto,
        "anio": anio,
        "montos": list(montos.values()),
        "tablas": [tabla],
        "items": ItemPresupuestario.objects.order_by("codigo"),
        "actividades": Actividad.objects.filter(producto__proyecto=proyecto)
        .select_related("producto")
        .order_by("producto__numero", "numero"),
        "informe": proyecto.informes.filter(anio=anio).first(),
        **_cuentas(_escrito(proyecto, anio, montos, tabla) if data is not None else cuadro),
    }
    return render(request, "informes/proyectos/gastos.html", contexto)


@require_POST
def calcular(request, codigo, anio):
    """El resumen de lo que hay en la pantalla, sin guardar nada."""
    proyecto = _proyecto_y_anio(request, codigo, anio)
    montos, tabla = _partes(proyecto, anio, request.POST)
    cuentas = _cuentas(_escrito(proyecto, anio, montos, tabla))
    return render(request, "informes/proyectos/_cuadro.html", {"proyecto": proyecto, **cuentas})


def _proyecto_y_anio(request, codigo, anio):
    proyecto = obtener_visible(Proyecto.objects, request.user, codigo=codigo)
    if anio not in proyecto.anios:
        raise Http404
    exigir(puede_editar_proyecto(request.user, proyecto))
    return proyecto


def _partes(proyecto, anio, data):
    """Los montos únicos del año, por nombre, y la tabla de gastos."""
    del_anio = {"proyecto": proyecto, "anio": anio}
    montos = {
        "presupuesto": _monto(FilaDePresupuesto, Presupuesto, data, "presupuesto", f"Presupuesto de {anio}", del_anio),
        "gasto": _monto(FilaDeGastoDelAnio, GastoDelAnio, data, "gasto", f"Gasto informado de {anio}", del_anio),
    }
    donantes = proyecto.donantes.order_by("orden", "nombre")
    for numero, donante in enumerate(donantes, start=1):
        fijos = {"donante": donante, "anio": anio}
        nombre = f"aporte-{numero}"
        montos[nombre] = _monto(FilaDeAporte, AporteAnual, data, nombre, f"Aporte de {donante}", fijos)
    gastos = Gasto.objects.filter(producto__proyecto=proyecto).del_anio(anio).order_by("codigo")
    tabla = filas(
        FilaDeGasto,
        prefijo="gastos",
        titulo=f"Gastos de {anio}",
        singular="Gasto",
        queryset=gastos.select_related("item", "donante", "producto").prefetch_related("actividades"),
        data=data,
        fijos={"anio": anio},
        productos=proyecto.productos.order_by("numero"),
        donantes=donantes,
    )
    tabla.en_tabla = True
    return montos, tabla


def _monto(formulario, modelo, data, prefijo, rotulo, fijos):
    guardado = modelo.objects.filter(**fijos).first()
    return formulario(data, instance=guardado, prefix=prefijo, rotulo=rotulo, fijos=fijos)


def _escrito(proyecto, anio, montos, tabla):
    """El cuadro de lo que está en la pantalla: las filas a medio escribir aún no cuentan."""
    ingresados = {nombre: _limpio(form).get("monto") for nombre, form in montos.items()}
    escritos = [
        GastoEscrito(
            datos["producto"].pk,
            datos["item"],
            anio,
            datos["monto"],
            datos.get("fecha"),
            datos["donante"].pk if datos.get("donante") else None,
        )
        for datos in map(_limpio, tabla.forms)
        if not datos.get("DELETE") and all(datos.get(campo) is not None for campo in ("producto", "item", "monto"))
    ]
    return CuadroEnEdicion(proyecto, anio, escritos=escritos, ingresados=ingresados)


def _limpio(form):
    form.is_valid()
    return getattr(form, "cleaned_data", {})


def _cuentas(cuadro):
    """Lo que muestra el resumen: subtotales, costos, total, y dónde no cuadra o se pasa."""
    return {
        "cuadro": cuadro,
        "subtotales": [(producto, cuadro.subtotales[producto.pk]) for producto in cuadro.productos],
        "descuadres": cuadratura.descuadres(cuadro),
        "excesos": cuadratura.excesos(cuadro),
    }
