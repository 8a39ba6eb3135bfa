using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>Names with a colour in them that nobody paints in that colour: a red fox is orange, white wine is yellow.</summary>
internal static class ColoredNames
{
    private static readonly FrozenSet<string> Names = string.Join(
            ' ',
            "red:fox,foxes,panda,pandas,squirrel,squirrels,deer,kite,wolf,wine,hair,haired,cabbage,onion,onions,cross,carpet,planet,giant,meat,army",
            "blue:whale,whales,jay,jays,heron,tit,cheese,moon,print,collar,blood,hour,period,tooth",
            "green:tea,house,screen,card,thumb,peace,economy,energy,onion,onions",
            "black:bear,bears,hole,holes,board,market,tea,coffee,magic,widow,smith,forest,sea,friday,belt,tie,pudding,light,metal",
            "white:wine,house,collar,board,tea,water,noise,shark,sharks,oak,rabbit,lie",
            "brown:bear,bears,rice,bread,sugar,stone,dwarf",
            "grey:wolf,wolves,whale,whales,heron,matter,area,squirrel",
            "gray:wolf,wolves,whale,whales,heron,matter,area,squirrel",
            "golden:retriever,retrievers,eagle,eagles,hour,age,gate,ratio,delicious,rule,ticket",
            "gold:fish,rush,medal,mine,leaf,standard",
            "silver:ware,screen,back,lining,fox",
            "orange:juice,tree,trees,peel,grove,marmalade,blossom,blossoms",
            "peach:tree,trees,pie,blossom,blossoms",
            "rose:garden,gardens,bush,petal,petals,window",
            "pink:floyd,noise",
            "purple:heart,prose",
            "yellow:pages,fever,stone",
            "cherry:tree,trees,blossom,blossoms,pie,tomato,tomatoes",
            "olive:tree,trees,oil,grove,branch,garden",
            "lavender:field,fields,farm,oil",
            "coffee:cup,shop,house,beans,table,machine",
            "coral:reef,reefs"
        )
        .Split(' ')
        .SelectMany(line =>
            line.Split(':') is [var color, var names] ? names.Split(',').Select(n => color + " " + n) : []
        )
        .ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string color, string noun) => Names.Contains(color + " " + noun);
}
