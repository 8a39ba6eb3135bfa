namespace AiPromptGen.Prompts.Pictures;

internal static class ColourTable
{
    /// <summary>"#RRGGBB name", one a line.</summary>
    public const string Entries = """
        #000000 black
        #101010 jet black
        #2B2D2F charcoal
        #4A4A4A dark grey
        #6B7785 slate grey
        #808080 grey
        #B2BEB5 ash grey
        #BFC1C2 silver
        #D3D3D3 light grey
        #E5E4E2 platinum
        #F5F3EE off-white
        #FFFFFF white
        #2A3439 gunmetal
        #3A3B3C graphite
        #8F9A9C pewter
        #738276 smoke
        #EFEAE0 pearl
        #FBFAFA snow
        #9C9A90 stone grey
        #B6B1A9 dove grey
        #FFF7D6 cream
        #FFFFF0 ivory
        #F0EAD6 eggshell
        #FAF0E6 linen
        #E8DCC0 beige
        #E3DAC9 bone
        #F1E9D2 parchment
        #D9C29C sand
        #BDB27A khaki
        #D2B48C tan
        #C19A6B camel
        #8B7D6F taupe
        #BDAFA0 mushroom
        #E0AE75 fawn
        #F0D9A8 wheat
        #DAA06D buff
        #C9B68F ecru
        #D8CBB4 oatmeal
        #A3866A driftwood
        #EDC9AF desert sand
        #7B4A24 brown
        #4A2C17 dark brown
        #5C3317 chocolate
        #6F4E37 coffee
        #3C2218 espresso
        #954535 chestnut
        #6A2E1F mahogany
        #5D432C walnut
        #A0522D sienna
        #E07A5F burnt sienna
        #635147 umber
        #7E3B25 burnt umber
        #704214 sepia
        #C68642 caramel
        #B5652A cinnamon
        #B7410E rust
        #B87333 copper
        #CD7F32 bronze
        #875F42 cocoa
        #8E6E53 mocha
        #922B21 auburn
        #80461B russet
        #8E7618 hazel
        #E32222 red
        #FF0000 bright red
        #FF2400 scarlet
        #DC143C crimson
        #9B111E ruby
        #C41E3A cherry red
        #800000 maroon
        #6D0F26 burgundy
        #722F37 wine
        #4A0A0A oxblood
        #A63A2B brick red
        #CC6B49 terracotta
        #E34234 vermilion
        #FF6347 tomato
        #FF7F50 coral
        #FA8072 salmon
        #8A0303 blood red
        #B31B2E cardinal
        #65000B rosewood
        #733635 garnet
        #FF8C1A orange
        #FF6A00 bright orange
        #CC5500 burnt orange
        #F28500 tangerine
        #E8721C pumpkin
        #FBCEA0 apricot
        #FFD3B0 peach
        #FFBF00 amber
        #CC7722 ochre
        #EAA221 marigold
        #FFB169 papaya
        #FFA865 cantaloupe
        #B06500 ginger
        #FDBCB4 melon
        #FFE135 yellow
        #FFFF00 bright yellow
        #FFF44F lemon
        #FFEF8A canary
        #D9A520 mustard
        #D4AF37 gold
        #FFC20E golden yellow
        #F4C430 saffron
        #E5A823 honey
        #E4D96F straw
        #FFF1A8 butter
        #FFFFCC pale yellow
        #808000 olive
        #4B5320 dark olive
        #B8F000 chartreuse
        #DFFF00 lime yellow
        #C8B820 citron
        #FBEC5D maize
        #2E9E3F green
        #00FF00 bright green
        #55D400 lime green
        #0B4F1C dark green
        #228B22 forest green
        #01602F pine green
        #355E3B hunter green
        #8A9A5B moss green
        #9CAF88 sage
        #6B8E23 olive green
        #4F7942 fern green
        #4C9A2A grass green
        #2FB56A emerald
        #00A86B jade
        #4CBB17 kelly green
        #98E8C1 mint
        #C5EBC3 pale green
        #2E8B57 sea green
        #93E9BE seafoam
        #B5D99C pistachio
        #568203 avocado
        #006A4E bottle green
        #00FF7F spring green
        #ACE1AF celadon
        #009E60 shamrock
        #A9BA9D laurel green
        #8DB600 apple green
        #008080 teal
        #014D4E dark teal
        #40E0D0 turquoise
        #00FFFF aqua
        #00BCD4 cyan
        #7FFFD4 aquamarine
        #BFEFEF pale turquoise
        #43B3AE verdigris
        #005F6A petrol
        #1CA9B8 lagoon
        #1F55D6 blue
        #0000FF bright blue
        #0B1F4B navy
        #191970 midnight blue
        #00007F dark blue
        #4169E1 royal blue
        #0047AB cobalt
        #3F12C0 ultramarine
        #0F52BA sapphire
        #2A8FF0 azure
        #87CEEB sky blue
        #ADD8E6 light blue
        #B8DDE6 powder blue
        #A1CAF1 baby blue
        #DDF1F9 ice blue
        #4682B4 steel blue
        #3B6A9C denim
        #6495ED cornflower blue
        #2A7FB8 cerulean
        #003153 prussian blue
        #3F1F86 indigo
        #6A5ACD slate blue
        #B4B8F0 periwinkle
        #7A98B0 dusty blue
        #0A84FF electric blue
        #1A2238 ink blue
        #6699AA blue grey
        #9FC5D8 glacier blue
        #800080 purple
        #7F3FBF violet
        #8F00FF bright violet
        #3C1053 dark purple
        #673147 plum
        #472C4C aubergine
        #6F2DA8 grape
        #9966CC amethyst
        #CDB5EA lavender
        #E6E6FA pale lavender
        #C8A2C8 lilac
        #B784A7 mauve
        #DA70D6 orchid
        #A58BB8 heather
        #C0A0DC wisteria
        #8E3B68 mulberry
        #D8BFD8 thistle
        #702963 byzantium
        #FF00FF magenta
        #D9179F fuchsia
        #FF69B4 hot pink
        #FF1493 deep pink
        #FFB6C1 pink
        #FADADD pale pink
        #F3C6C6 blush
        #E8607A rose
        #C48A8A dusty rose
        #C2185B raspberry
        #DE3163 cerise
        #FF90C8 bubblegum pink
        #FFA6C9 carnation pink
        #F8D7CB shell pink
        #B96A73 old rose
        #B76E79 rose gold
        #E887A8 peony pink
        #FC0FC0 shocking pink
        """;
}
