// Tablas que se editan en su lugar: agrega filas sin ir al servidor y vuelve a sumar lo escrito.
// Sin este módulo, «Agregar» y «Guardar» hacen lo mismo con una ida y vuelta.

export function agregar(seccion) {
  const total = seccion.querySelector(`[name="${seccion.dataset.filas}-TOTAL_FORMS"]`);
  const plantilla = [...seccion.children].find((hijo) => hijo.matches("template[data-fila-nueva]"));
  const molde = document.createElement("template");
  molde.innerHTML = plantilla.innerHTML.replaceAll(`${seccion.dataset.filas}-__prefix__`, `${seccion.dataset.filas}-${total.value}`);
  const fila = molde.content.querySelector("[data-fila], .renglon");
  for (const envio of molde.content.querySelectorAll('[name$="-envio"]')) envio.value = crypto.randomUUID?.() ?? "";
  total.value = Number(total.value) + 1;
  plantilla.before(molde.content);
  fila.dispatchEvent(new CustomEvent("mesas:fila", { bubbles: true }));
  return fila;
}

document.addEventListener("click", (evento) => {
  const boton = evento.target.closest('button[name="agregar"], button[name$="-agregar"]');
  const seccion = boton?.closest("[data-filas]");
  if (!seccion) return;
  evento.preventDefault();
  agregar(seccion).querySelector("input:not([type=hidden]), select, textarea").focus();
});

document.addEventListener("mesas:agregar", (evento) => agregar(evento.target));

const gastos = document.querySelector("form[data-calcular]");
let espera;
let turno = 0;

async function calcular() {
  const mio = ++turno;
  try {
    const respuesta = await fetch(gastos.dataset.calcular, {
      method: "POST",
      body: new FormData(gastos),
      redirect: "manual",
    });
    if (!respuesta.ok || mio !== turno) return;
    const nuevo = new DOMParser().parseFromString(await respuesta.text(), "text/html");
    gastos.querySelector("[data-cuadro]").replaceChildren(...nuevo.body.childNodes);
  } catch {
    // Sin conexión, el resumen queda como estaba; el servidor vuelve a sumar al guardar.
  }
}

gastos?.addEventListener("input", () => {
  clearTimeout(espera);
  espera = setTimeout(calcular, 500);
});
