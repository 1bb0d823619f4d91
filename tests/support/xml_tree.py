"""An XML part of an office file as a tree of elements, named without their namespaces."""

from xml.etree import ElementTree as ET
from xml.parsers import expat


def xml_tree(content: str | bytes) -> ET.Element:
    builder = ET.TreeBuilder()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, attributes: builder.start(_local(name), attributes)
    parser.EndElementHandler = lambda name: builder.end(_local(name))
    parser.CharacterDataHandler = builder.data
    parser.Parse(content, True)
    return builder.close()


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
