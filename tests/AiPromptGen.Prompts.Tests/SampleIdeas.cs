namespace AiPromptGen.Tests.Prompts;

/// <summary>A hundred ideas as people type them: ten kinds of pictures, short and long, lists, sentences, other languages.</summary>
internal static class SampleIdeas
{
    public static readonly IReadOnlyDictionary<string, string[]> ByKind = new Dictionary<string, string[]>(
        StringComparer.Ordinal
    )
    {
        ["people"] =
        [
            "an old fisherman mending nets",
            "portrait of a freckled teenager with headphones",
            "a nurse laughing with a patient in a hospital corridor",
            "two boxers touching gloves under stadium lights, no crowd",
            "bride dancing in the rain at night",
            "my grandmother's hands kneading dough, close-up",
            "a street musician playing the cello in a subway station while commuters rush past",
            "firefighter covered in soot, resting, sunrise",
            "ein alter Mann mit Bart und Pfeife",
            "kids jumping into a lake, summer, joyful, 35mm film",
        ],
        ["animals"] =
        [
            "cat",
            "a red fox in the snow, no people",
            "sleeping golden retriever puppy on a sofa",
            "humpback whale breaching at sunset",
            "an owl in a dark forest, watching",
            "macro shot of a jumping spider on a leaf",
            "penguins walking in a line during a blizzard",
            "octopus hiding in a coral reef, underwater",
            "un gato negro durmiendo en el tejado",
            "A hummingbird hovers in front of a hibiscus flower. The background is blurred green.",
        ],
        ["food"] =
        [
            "bowl of ramen",
            "chocolate cake with raspberries, dark and moody",
            "street tacos on a paper plate at a night market",
            "fresh bread on a wooden table, morning light",
            "a glass of iced coffee, no text, no hands",
            "sushi platter from above, minimalist",
            "Thanksgiving dinner for six people",
            "falling strawberries splashing into milk",
            "une assiette de fromages avec du raisin",
            "burger, fries, milkshake, 1950s diner",
        ],
        ["places"] =
        [
            "mountain lake at dawn",
            "a lighthouse in a storm",
            "northern lights over a frozen lake",
            "Sahara dunes, midday heat, a lone camel",
            "misty bamboo forest with a stone path",
            "Tokyo alley at night in the rain, neon signs, no cars",
            "lavender field in Provence, wide shot, golden hour",
            "an erupting volcano seen from the sea",
            "桜の木の下の静かな寺",
            "view from a train window across autumn hills in northern Italy",
        ],
        ["buildings and rooms"] =
        [
            "abandoned greenhouse",
            "cozy reading nook with a cat",
            "art deco hotel lobby",
            "small wooden cabin in the woods, smoke from the chimney",
            "brutalist library, overcast",
            "a Victorian house on a hill at midnight, haunted",
            "modern kitchen with marble island, no clutter",
            "church with stained glass windows, interior",
            "ancient temple in the jungle",
            "a child's bedroom with glow-in-the-dark stars, night",
        ],
        ["products and vehicles"] =
        [
            "perfume bottle",
            "wireless headphones floating, purple gradient background",
            "vintage sports car on a desert road, golden hour",
            "a red bicycle leaning against a yellow wall",
            "luxury watch on black stone, dramatic lighting",
            "running shoes splashing through a puddle, 16:9",
            "sailboat on calm water",
            "hot air balloons over Cappadocia at sunrise",
            "old steam train crossing a stone bridge, winter",
            "electric scooter, product shot, white background, no shadows",
        ],
        ["fantasy and science fiction"] =
        [
            "dragon",
            "a dragon over a burning village, no people",
            "a tired robot drinking tea in a garden",
            "astronaut sitting on the moon, looking at Earth",
            "elven queen in silver armor",
            "cyberpunk detective in the rain",
            "underwater city of glass domes with whales passing",
            "a wizard's desk cluttered with potions, candlelight",
            "giant mushroom forest with fireflies at night",
            "spaceship graveyard on a desert planet, cinematic wide shot",
        ],
        ["plants and still life"] =
        [
            "sunflowers",
            "a single wilting rose in a glass vase",
            "bouquet of peonies, watercolor, without leaves",
            "bonsai tree on a windowsill",
            "dew on a spider web at dawn",
            "cherry blossoms falling on a river",
            "cactus garden in pots, terracotta, flat lay",
            "still life with lemons and a blue jug, oil painting",
            "eine Sonnenblume im Regen",
            "moss, ferns, wet stones, macro",
        ],
        ["graphics and words"] =
        [
            "logo for a coffee roastery called \"North Star\"",
            "a poster that says \"JAZZ NIGHT\" with a saxophone",
            "flat icon of a paper plane, blue",
            "children's book page about a brave snail",
            "tarot card of the moon",
            "travel poster for Iceland",
            "sticker of a skateboarding avocado, white border",
            "seamless pattern of tiny foxes and mushrooms",
            "infographic about the water cycle",
            "t-shirt design, wolf howling, one color",
        ],
        ["ideas and feelings"] =
        [
            "loneliness",
            "the sound of silence",
            "time running out",
            "hope after a long winter",
            "two strangers sharing an umbrella",
            "a memory of my childhood street, faded",
            "chaos and order, black and white",
            "what music looks like, colorful waves",
            "la soledad del faro en invierno",
            "Please make me a really nice picture of a man who is reading a newspaper on a bench in the park and there are pigeons around him and it is autumn",
        ],
    };

    public static IEnumerable<string> All => ByKind.Values.SelectMany(ideas => ideas);
}
