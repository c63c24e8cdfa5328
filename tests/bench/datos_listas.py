"""Filas inventadas para los listados, muchas y de una vez: todas las alcanza una misma editora regional."""

from datetime import date, timedelta

from actores.models import Actor, Programa, Rol, Sector, TipoActor, Usuario
from informes.models import InformeAnual, Proyecto
from mesas.models import Compromiso, Fase, Instancia, Integrante, Mesa, Sesion, TipoMesa
from territorios.models import Comuna, DireccionRegional, Provincia, Territorio, TipoTerritorio

USUARIA = "bench"
UN_DIA = date(2026, 3, 4)


def crear(filas):
    """`filas` de cada listado; actores, sesiones y compromisos, varias veces más. El país ya debe estar cargado."""
    direccion = DireccionRegional.objects.get(codigo="D-05")
    usuaria = Usuario.objects.create(username=USUARIA, first_name="Editora", rol=Rol.EDITOR_REGIONAL)
    usuaria.direcciones.set([direccion])
    _territorios(filas)
    actores = _actores(filas * 5)
    mesas = _mesas(filas, direccion, actores)
    _sesiones(mesas, filas * 3)
    _compromisos(mesas, actores, filas * 3)
    _proyectos(filas, direccion)


def usuaria():
    return Usuario.objects.get(username=USUARIA)


def _de(lista, numero):
    return lista[numero % len(lista)]


def _unir(relacion, propios, otros, por_fila=1):
    """Une cada propio con los `por_fila` siguientes de los otros."""
    propio, otro = relacion.field.m2m_column_name(), relacion.field.m2m_reverse_name()
    modelo = relacion.through
    modelo.objects.bulk_create(
        modelo(**{f"{propio}": uno.pk, f"{otro}": _de(otros, numero * por_fila + salto).pk})
        for numero, uno in enumerate(propios)
        for salto in range(por_fila)
    )


def _territorios(cuantos):
    tipos = [tipo for tipo in TipoTerritorio if tipo not in {TipoTerritorio.NACIONAL, TipoTerritorio.REGIONAL}]
    territorios = Territorio.objects.bulk_create(
        Territorio(codigo=f"T-9{n:05d}", nombre=f"Territorio de ejemplo {n}", tipo=_de(tipos, n), tema="agua y turismo")
        for n in range(cuantos)
    )
    _unir(Territorio.comunas, territorios, list(Comuna.objects.order_by("codigo")), por_fila=3)
    _unir(Territorio.provincias, territorios[::4], list(Provincia.objects.order_by("codigo")))


def _actores(cuantos):
    tipos = [
        TipoActor.objects.get_or_create(clave=sector, defaults={"nombre": f"Tipo {sector.label}", "sector": sector})[0]
        for sector in Sector
    ]
    return Actor.objects.bulk_create(
        Actor(
            codigo=f"A-9{n:05d}",
            nombre=f"Organización de ejemplo {n}",
            sigla=f"ODE{n}",
            tipo=_de(tipos, n),
            sector=_de(tipos, n).sector,
            ambito=_de(list(Actor.Ambito), n),
        )
        for n in range(cuantos)
    )


def _mesas(cuantas, direccion, actores):
    mesas = Mesa.objects.bulk_create(
        Mesa(
            codigo=f"M-05-{n:04d}",
            slug=f"mesa-{n}",
            nombre=f"Mesa territorial de ejemplo {n}",
            tipo=_de(list(TipoMesa), n),
            fase=_de(list(Fase), n),
            tema="agua y turismo",
            en_uso_desde=UN_DIA,
        )
        for n in range(cuantas)
    )
    _unir(Mesa.direcciones, mesas, [direccion])
    programas = [Programa.objects.get_or_create(clave=f"p{n}", defaults={"nombre": f"Programa {n}"})[0] for n in (1, 2)]
    _unir(Mesa.programas, mesas, programas)
    instancias = Instancia.objects.bulk_create(
        Instancia(codigo=f"I-9{n:05d}", mesa=mesa, nombre=mesa.nombre) for n, mesa in enumerate(mesas)
    )
    Integrante.objects.bulk_create(
        Integrante(instancia=instancia, actor=_de(actores, n * 5 + salto), vigente_desde=UN_DIA)
        for n, instancia in enumerate(instancias)
        for salto in range(5)
    )
    return mesas


def _sesiones(mesas, cuantas):
    instancias = list(Instancia.objects.order_by("pk"))
    dias = [UN_DIA + timedelta(days=n % 300) for n in range(cuantas)]
    Sesion.objects.bulk_create(
        Sesion(
            codigo=f"S-05-9{n:05d}",
            instancia=_de(instancias, n),
            tipo=_de(list(Sesion.Tipo), n),
            estado=_de([Sesion.Estado.BORRADOR, Sesion.Estado.REALIZADA], n),
            desde=dia,
            hasta=dia,
            titulo=f"Sesión de ejemplo {n}",
            asistencia_declarada=20,
            modo_asistencia=Sesion.Modo.RECUENTO,
        )
        for n, dia in enumerate(dias)
    )


def _compromisos(mesas, actores, cuantos):
    Compromiso.objects.bulk_create(
        Compromiso(
            codigo=f"C-05-9{n:05d}",
            mesa=_de(mesas, n),
            origen=Compromiso.Origen.DECLARADO,
            fuente="Documento de ejemplo",
            responsable=_de(actores, n),
            accion=f"Reparar la sede vecinal número {n} antes del invierno",
            vence=UN_DIA + timedelta(days=n % 300),
        )
        for n in range(cuantos)
    )


def _proyectos(cuantos, direccion):
    proyectos = Proyecto.objects.bulk_create(
        Proyecto(
            codigo=f"P-8{n:05d}",
            atlas_project_id=f"8{n:05d}",
            titulo=f"Proyecto de ejemplo {n}",
            inicio=date(2019, 11, 1),
            fin=date(2022, 5, 31),
        )
        for n in range(cuantos)
    )
    _unir(Proyecto.direcciones, proyectos, [direccion])
    InformeAnual.objects.bulk_create(
        InformeAnual(codigo=f"IA-{proyecto.atlas_project_id}-2020", proyecto=proyecto, anio=2020)
        for proyecto in proyectos
    )
