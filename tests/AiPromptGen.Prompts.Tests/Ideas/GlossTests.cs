namespace AiPromptGen.Tests.Prompts.Ideas;

/// <summary>
/// Ideas in other languages on models that read English only: the known words stand beside the person's own, and what is denied
/// is denied in English, or said in other words.
/// </summary>
[TestFixture]
public sealed class GlossTests
{
    private static Rendering Render(string idea, string target) =>
        PromptRenderer.Render(IdeaComposer.Compose(new Idea { Text = idea }), PromptTargets.Find(target)!);

    [TestCase("ein roter Fuchs im Schnee", "red fox in the snow")]
    [TestCase("un gato negro con corbata roja en un café de Madrid", "black cat with red tie in the cafe of Madrid")]
    [TestCase("雪の中の赤い狐", "red fox in snow")]
    [TestCase("三只熊猫在竹林里吃竹子", "three pandas in the bamboo forest eating bamboo")]
    [TestCase("altes Umspannwerk im Herbst, Nebel", ", autumn, fog")]
    [TestCase("космический корабль над заснеженной Москвой ночью", "spaceship over the snowy Moscow")]
    [TestCase("서울 옥상 카페에서 노을, 라떼 두 잔", "latte")]
    [TestCase("een fiets naast de brug", "bicycle by the bridge")]
    [TestCase("stary zamek w deszczu", "old castle in the rain")]
    [TestCase("рыжий кот на подоконнике", "ginger cat on the window sill")]
    [TestCase("девочка с котом на мосту", "girl with cat on the bridge")]
    [TestCase("uma praia deserta ao pôr do sol", "beach")]
    public void The_known_words_stand_beside_in_English(string idea, string english)
    {
        var rendering = Render(idea, "sdxl");

        Assert.That(rendering.Prompt, Does.Contain(idea).And.Contain(english));
        Assert.That(rendering.Warnings.Select(warning => warning.Code), Does.Contain("idea-not-english"));
    }

    [TestCase("un faro al atardecer, sin gente en la playa", "en la playa")]
    [TestCase("ein Café am Abend, keine Touristen in der Altstadt", "in der Altstadt")]
    [TestCase("una spiaggia all'alba, non tutte le barche sono rosse", "sono rosse")]
    public void What_a_denial_is_said_of_stays(string idea, string kept) =>
        Assert.That(Render(idea, "midjourney").Prompt, Does.Contain(kept));

    [TestCase("Пустой пляж, людей нет", "people")]
    [TestCase("мамонт в снегу", "mother")]
    [TestCase("une femme lit un livre", "bed")]
    [TestCase("une femme porte un chapeau", "door")]
    [TestCase("ein paar Stühle am Strand", "couple")]
    [TestCase("retrato en tonos pastel", "cake")]
    public void A_word_that_may_mean_another_thing_is_not_translated(string idea, string wrong) =>
        Assert.That(Render(idea, "sdxl").Prompt, Does.Not.Contain(wrong));

    [TestCase("ein roter Fuchs im Schnee")]
    [TestCase("雪の中の赤い狐")]
    public void A_model_that_reads_the_language_gets_the_words_alone(string idea)
    {
        var rendering = Render(idea, "gpt-image");

        Assert.That(rendering.Prompt, Does.Not.Contain("red fox"));
        Assert.That(rendering.Warnings.Select(warning => warning.Code), Does.Not.Contain("idea-not-english"));
    }

    [TestCase("ein See im Morgennebel, keine Boote", "boats")]
    [TestCase("eine Straße, keine roten Autos", "red cars")]
    [TestCase("un phare dans la tempête, sans personne", "people")]
    [TestCase("una calle de noche, sin coches ni gente", "cars, people")]
    [TestCase("una barca all'alba, senza nuvole", "clouds")]
    [TestCase("una spiaggia all'alba, non ci sono persone", "people")]
    [TestCase("une plage au matin, il n'y a personne", "people")]
    [TestCase("ein Porträt im Winter, ohne Handschuhe", "gloves")]
    [TestCase("uma praia ao amanhecer, sem barcos", "boats")]
    [TestCase("een molen aan het water, zonder mensen", "people")]
    [TestCase("dwa wilki w lesie, bez śniegu", "snow")]
    [TestCase("кот на крыше, без людей", "people")]
    [TestCase("雪の中の赤い狐、人なし", "people")]
    [TestCase("夜晚的街道,没有汽车", "cars")]
    [TestCase("ein Café am Morgen, keine Menschen im Hintergrund", "people")]
    [TestCase("uma praia, sem pessoas ao fundo", "people")]
    public void What_is_denied_is_denied_in_English(string idea, string negative)
    {
        Assert.That(Render(idea, "sdxl").Negative, Is.EqualTo(negative));
        Assert.That(
            Render(idea, "midjourney").Parameters.Single(parameter => parameter.Name is "no").Value,
            Is.EqualTo(negative)
        );
    }

    [TestCase("ein Leuchtturm im Herbst, kein Regen", "dry weather")]
    [TestCase("un lac, pas de bateaux", "uninterrupted water")]
    [TestCase("un bosque, sin pájaros", "uninterrupted sky")]
    [TestCase("stary zamek, bez chmur", "clear open sky")]
    [TestCase("夜の神社、文字なし", "blank surfaces|scenic image|pictorial")]
    public void A_model_without_negatives_gets_it_in_other_words(string idea, string positive) =>
        Assert.That(Render(idea, "flux-2").Prompt, Does.Match("(?i)" + positive));

    [TestCase("ein Café am Morgen, keine Menschen im Hintergrund", "Hintergrund")]
    [TestCase("due gatti, niente persone sullo sfondo", "sfondo")]
    public void The_place_of_a_denial_goes_with_it(string idea, string place) =>
        Assert.That(Render(idea, "flux-2").Prompt, Does.Not.Contain(place));

    [TestCase("一个女孩在看书,水彩画", "wet edges")]
    [TestCase("一只穿宇航服的熊猫在月球上种竹子,3D卡通风格", "smooth shaded surfaces")]
    public void A_comma_without_a_space_parts_as_well(string idea, string right) =>
        Assert.That(Render(idea, "midjourney").Prompt, Does.Contain(right).And.Not.Contain("photograph"));

    [TestCase("ein Klabautermann mit einem Zauberstab, kein Klabauterschwert", "Klabauterschwert")]
    public void A_word_that_is_not_known_stays(string idea, string negative) =>
        Assert.That(Render(idea, "sdxl").Negative, Is.EqualTo(negative));
}
