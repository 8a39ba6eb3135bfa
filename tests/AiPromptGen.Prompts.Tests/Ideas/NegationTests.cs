using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Prompts.Ideas;

/// <summary>What is to be absent leaves the sentence, in eleven languages, and is never added by the library.</summary>
[TestFixture]
public sealed class NegationTests
{
    private static StructuredPrompt Off(string idea) =>
        IdeaComposer.Compose(
            new Idea
            {
                Text = idea,
                Controls = new IdeaControls { Detail = DetailLevel.Off },
            }
        );

    [TestCase("a photo of a fox, not blurry", "a photo of a fox", "blurry")]
    [TestCase("bedroom with no windows lit by candles", "bedroom lit by candles", "windows")]
    [TestCase("a knight, but no sword", "a knight", "sword")]
    [TestCase("a knight but without a helmet", "a knight", "helmet")]
    [TestCase("empty subway platform, no people", "empty subway platform", "people")]
    [TestCase("a street with no cars and people", "a street", "cars|people")]
    [TestCase("a square with no cars and a fountain", "a square and a fountain", "cars")]
    [TestCase("a room with no furniture and soft light", "a room and soft light", "furniture")]
    [TestCase("a castle that is not scary", "a castle", "scary")]
    [TestCase("a lake, no people, boats, or text", "a lake", "people|boats|text")]
    [TestCase("a garden, nobody around", "a garden", "people")]
    [TestCase("a burger minus the lettuce", "a burger", "lettuce")]
    [TestCase("a desk free of clutter", "a desk", "clutter")]
    [TestCase("a beach empty of people", "a beach", "people")]
    [TestCase("a forest, never any people", "a forest", "people")]
    [TestCase("a fox, do not include text", "a fox", "text")]
    [TestCase("a fox, don't add a watermark", "a fox", "watermark")]
    [TestCase("a portrait without glasses or hats, smiling", "a portrait, smiling", "glasses|hats")]
    [TestCase("a house with no doors painted in blue", "a house painted in blue", "doors")]
    [TestCase("a cat that isn't black", "a cat", "black")]
    [TestCase("portrait of a woman, not smiling", "portrait of a woman", "smiling")]
    [TestCase("a people-free beach", "a beach", "people")]
    [TestCase("a mountain road with zero traffic", "a mountain road", "traffic")]
    [TestCase("eine Katze auf dem Dach, keine Menschen", "eine Katze auf dem Dach", "Menschen")]
    [TestCase("ein See ohne Boote im Nebel", "ein See im Nebel", "Boote")]
    [TestCase("ein Porträt, nicht unscharf", "ein Porträt", "unscharf")]
    [TestCase("una playa sin gente al atardecer", "una playa al atardecer", "gente")]
    [TestCase("un bosque, ningún animal", "un bosque", "animal")]
    [TestCase("un castillo en la colina, sin coches ni personas", "un castillo en la colina", "coches|personas")]
    [TestCase("une rue de Paris sans voitures ni gens", "une rue de Paris", "voitures|gens")]
    [TestCase("un lac, pas de bateaux", "un lac", "bateaux")]
    [TestCase("un jardin sans aucun arbre devant la maison", "un jardin devant la maison", "arbre")]
    [TestCase("una piazza senza persone di notte", "una piazza di notte", "persone")]
    [TestCase("un lago, nessuna barca", "un lago", "barca")]
    [TestCase("uma praia sem pessoas ao pôr do sol", "uma praia ao pôr do sol", "pessoas")]
    [TestCase("uma rua com neve, nenhum carro", "uma rua com neve", "carro")]
    [TestCase("没有人的街道，下雨", "街道，下雨", "人")]
    [TestCase("一只狐狸，不要文字和水印", "一只狐狸", "文字|水印")]
    [TestCase("森林，无人", "森林", "人")]
    [TestCase("无人机在城市上空", "无人机在城市上空", "")]
    [TestCase("雪の中の赤い狐、人なし", "雪の中の赤い狐", "人")]
    [TestCase("背景なしの猫", "猫", "背景")]
    [TestCase("人のいない海辺", "海辺", "人")]
    [TestCase("文字抜きのポスター", "ポスター", "文字")]
    [TestCase("사람 없는 해변", "해변", "사람")]
    [TestCase("밤의 거리, 자동차 없이", "밤의 거리", "자동차")]
    [TestCase("лес зимой без людей", "лес зимой", "людей")]
    [TestCase("озеро на рассвете, нет лодок", "озеро на рассвете", "лодок")]
    [TestCase("портрет, не размыто", "портрет", "размыто")]
    [TestCase("شارع قديم بدون سيارات", "شارع قديم", "سيارات")]
    [TestCase("غابة في الشتاء، بلا أشخاص", "غابة في الشتاء", "أشخاص")]
    [TestCase("صورة قلعة، لا نص", "صورة قلعة", "نص")]
    public void What_is_to_be_absent_leaves_the_sentence(string idea, string phrase, string negatives)
    {
        var prompt = Off(idea);

        Assert.That(prompt.Subjects[0].Phrase?.Value, Is.EqualTo(phrase));
        Assert.That(string.Join('|', prompt.Negatives.Select(negative => negative.Term.Value)), Is.EqualTo(negatives));
    }

    [TestCase("a no smoking sign")]
    [TestCase("no man's land at dawn")]
    [TestCase("a time to remember, not forget")]
    [TestCase("a man without looking at the camera")]
    [TestCase("the sky is not blue today")]
    public void What_cannot_be_taken_out_cleanly_stays_or_is_told(string idea)
    {
        var prompt = Off(idea);
        var said =
            prompt.Subjects[0].Phrase!.Value + " " + string.Join(' ', prompt.Negatives.Select(n => n.Term.Value));

        foreach (var word in (string[])["smoking", "land", "forget", "camera", "blue"])
        {
            Assert.That(WholeWord.Contains(said, word), Is.EqualTo(WholeWord.Contains(idea, word)), said);
        }
    }

    [TestCase("a knight, but no sword", "sword swords")]
    [TestCase("a fantasy warrior without a sword", "sword swords")]
    [TestCase("portrait of a man, no blur", "blur bokeh blurred")]
    [TestCase("a vase, no shadows", "shadow shadows")]
    [TestCase("a forest, no mist", "mist misty")]
    [TestCase("a lake, not foggy", "fog foggy")]
    [TestCase("a city at night, no neon", "neon")]
    [TestCase("a sofa, no pink", "pink")]
    [TestCase("a landscape, no clouds", "clouds cloud")]
    public void What_is_denied_is_never_added(string idea, string words)
    {
        var said = idea.Split(',')[0];
        Assert.That(
            from detail in (DetailLevel[])[DetailLevel.Light, DetailLevel.Full]
            from variation in Enumerable.Range(0, 30)
            let prompt = IdeaComposer.Compose(
                new Idea
                {
                    Text = idea,
                    Controls = new IdeaControls { Detail = detail },
                },
                variation
            )
            let text = PromptRenderer.Render(prompt, PromptTargets.Find("sdxl")!).Prompt
            from word in words.Split(' ')
            where WholeWord.Contains(text, word) && !WholeWord.Contains(said, word)
            select $"{word}: {text}",
            Is.Empty
        );
    }

    [TestCase("ein Haus ohne Menschen", "deserted scene")]
    [TestCase("une rue sans voitures", "pedestrian-only surroundings")]
    [TestCase("人のいない海辺", "deserted scene")]
    [TestCase("пляж без людей", "deserted scene")]
    public void Another_languages_denial_has_a_positive_wording(string idea, string positive) =>
        Assert.That(Off(idea).Negatives[0].Positive, Is.EqualTo(positive));

    [TestCase("ein Schild auf dem „HALT“ steht, 16:9", "de", "HALT")]
    [TestCase("une affiche avec le texte « BONJOUR » au format 16:9", "fr", " BONJOUR ")]
    [TestCase("un cartel que dice \"HOLA\", 16:9", "es", "HOLA")]
    [TestCase("「ようこそ」と書かれた看板、16:9", "ja", "ようこそ")]
    [TestCase("写着“你好”的招牌，16:9", "zh", "你好")]
    [TestCase("вывеска с надписью «ПРИВЕТ», 16:9", "ru", "ПРИВЕТ")]
    public void Quotes_and_ratio_are_read_in_other_languages(string idea, string language, string writing)
    {
        var prompt = Off(idea);

        Assert.That((prompt.Idea!.Language, prompt.Idea.KeptWhole), Is.EqualTo((language, true)));
        Assert.That(prompt.Text.Single().Literal.Value.Trim(), Is.EqualTo(writing.Trim()));
        Assert.That(prompt.AspectRatio?.ToString(), Is.EqualTo("16:9"));
    }

    [TestCase("table en bois", false)]
    [TestCase("portrait d'un chat", false)]
    [TestCase("maison sur la plage", false)]
    [TestCase("gato con sombrero", false)]
    [TestCase("Hund im Park", false)]
    [TestCase("ragazza con cane", false)]
    [TestCase("menina com guarda-chuva", false)]
    [TestCase("a café in Paris", true)]
    [TestCase("jalapeño burger", true)]
    [TestCase("woman in a café", true)]
    [TestCase("castle, dragon", true)]
    [TestCase("space invaders arcade machine", true)]
    [TestCase("fire hydrant spraying water", true)]
    [TestCase("red door", true)]
    [TestCase("a die on a table", true)]
    [TestCase("an old man in la paz", true)]
    public void The_language_is_told_on_a_tie_too(string idea, bool english) =>
        Assert.That(Off(idea).Idea!.KeptWhole, Is.EqualTo(!english), Off(idea).Idea!.Language);

    [TestCase("ein Wolpertinger mit einem Gamsbart")]
    [TestCase("un schtroumpf sur un nénuphar")]
    [TestCase("ぐりとぐらのカステラ")]
    [TestCase("brzlfq wxqq")]
    public void Nothing_is_added_to_what_was_not_understood(string idea) =>
        Assert.That(
            IdeaComposer
                .Compose(
                    new Idea
                    {
                        Text = idea,
                        Controls = new IdeaControls { Detail = DetailLevel.Full },
                    }
                )
                .Slots()
                .Where(placed => placed.Slot.Source == SlotSource.Library),
            Is.Empty
        );
}
