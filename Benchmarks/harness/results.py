"""Keeps results as JSON and shows them as a table."""
import json
import os

from . import machine


def met(found, demands):
    """Whether each demand is met: name, comparison, bound, value, verdict."""
    table = []
    for name, comparison, bound in demands:
        value = found[name]
        table.append({"figure": name, "demand": f"{comparison} {bound}", "value": value,
                      "met": value <= bound if comparison == "<=" else value >= bound})
    return table


def keep(folder, name, what, command, versions, found, demands, load):
    """Writes one result and gives its lines for the table."""
    described = machine.described()
    described["load"] = load
    demanded = met(found, demands)
    result = {"name": name, "what": what, "command": command, "date": machine.today(), "machine": described, "versions": versions,
              "demands": demanded, "measured": found}
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name + ".json"), "w") as out:
        json.dump(result, out, indent=2)
        out.write("\n")
    return [(name, entry["figure"], number(entry["value"]), entry["demand"], "met" if entry["met"] else "MISSED") for entry in demanded]


def number(value):
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def shown(lines):
    header = ("benchmark", "figure", "value", "demand", "")
    widths = [max(len(line[column]) for line in [header, *lines]) for column in range(len(header))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in [header, *lines])
