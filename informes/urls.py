"""Direcciones de informes."""

from django.urls import path

from informes.views import (
    cifras_declaradas,
    emision,
    entregas,
    escritura,
    gastos,
    informes_anuales,
    inicio,
    proyecto_edicion,
    proyectos,
    versiones,
)

urlpatterns = [
    path("", inicio.inicio, name="inicio"),
    path("cifras/<str:codigo>/", cifras_declaradas.detalle, name="cifra_declarada"),
    path("informes/", informes_anuales.lista, name="informes_lista"),
    path("informes/anual/<codigo>/", informes_anuales.detalle, name="informe_anual"),
    path("informes/anual/<codigo>/archivo/<formato>/", informes_anuales.archivo, name="informe_anual_archivo"),
    path("informes/anual/<codigo>/cifras/<clave>/", informes_anuales.cifra, name="informe_anual_cifra"),
    path("informes/anual/<codigo>/enviar/", emision.enviar, name="informe_anual_enviar"),
    path("informes/anual/<codigo>/observar/", emision.observar, name="informe_anual_observar"),
    path("informes/anual/<codigo>/comentar/", emision.comentar, name="informe_anual_comentar"),
    path("informes/anual/<codigo>/retomar/", emision.retomar, name="informe_anual_retomar"),
    path("informes/anual/<codigo>/emitir/", emision.emitir, name="informe_anual_emitir"),
    path("informes/anual/<codigo>/corregir/", emision.corregir, name="informe_anual_corregir"),
    path("informes/anual/<codigo>/comparar/", versiones.comparar, name="informe_anual_comparar"),
    path("informes/anual/<codigo>/versiones/<int:version>/", versiones.detalle, name="informe_anual_version"),
    path(
        "informes/anual/<codigo>/versiones/<int:version>/archivo/<formato>/",
        versiones.archivo,
        name="informe_anual_version_archivo",
    ),
    path(
        "informes/anual/<codigo>/versiones/<int:version>/cifras/<clave>/",
        versiones.cifra,
        name="informe_anual_version_cifra",
    ),
    path("informes/entregas/", entregas.lista, name="entregas_lista"),
    path("informes/entregas/recordar/", entregas.avisar, name="entregas_recordar"),
    path("informes/observaciones/<codigo>/atender/", emision.resolver, name="informe_anual_resolver"),
    path("informes/anual/<codigo>/escribir/", escritura.indice, name="informe_escribir"),
    path("informes/anual/<codigo>/escribir/<nombre>/", escritura.seccion, name="informe_escribir_seccion"),
    path("informes/anual/<codigo>/escribir/<nombre>/guardar/", escritura.guardar, name="informe_autoguardar"),
    path("informes/proyectos/", proyectos.lista, name="proyectos_lista"),
    path("informes/proyectos/nuevo/", proyecto_edicion.crear, name="proyecto_crear"),
    path("informes/proyectos/<codigo>/editar/", proyecto_edicion.editar, name="proyecto_editar"),
    path("informes/proyectos/<codigo>/editar/<parte>/", proyecto_edicion.editar_parte, name="proyecto_editar_parte"),
    path("informes/proyectos/<codigo>/informes/nuevo/", proyecto_edicion.crear_informe, name="informe_crear"),
    path("informes/proyectos/<codigo>/", proyectos.detalle, name="proyecto_detalle"),
    path("informes/proyectos/<codigo>/gastos/<int:anio>/", gastos.editar, name="proyecto_gastos"),
    path("informes/proyectos/<codigo>/gastos/<int:anio>/calculo/", gastos.calcular, name="proyecto_calculo"),
    path("informes/proyectos/<codigo>/fuentes/", proyectos.fuentes, name="proyecto_fuentes"),
    path("informes/proyectos/<codigo>/indicadores/", proyectos.indicadores, name="proyecto_indicadores"),
    path(
        "informes/proyectos/<codigo>/indicadores/archivo/<formato>/",
        proyectos.indicadores_archivo,
        name="proyecto_indicadores_archivo",
    ),
    path(
        "informes/proyectos/<codigo>/indicadores/cifras/<clave>/",
        proyectos.indicadores_cifra,
        name="proyecto_indicadores_cifra",
    ),
]
