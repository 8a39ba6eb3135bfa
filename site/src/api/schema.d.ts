// Made by `npm run schema` from docs/openapi.yaml. Do not edit.
export interface paths {
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The state of each dependency
         * @description For probes and for people. Each dependency is tried, each model route tells how it has been doing.
         */
        get: operations["GetHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether this instance answers
         * @description It asks nobody. Whether what it depends on works is told by `/health`.
         */
        get: operations["GetLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dev/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A token for any e-mail address, on a development machine only
         * @description Signs in as anybody, to try the program out. It answers 404 unless `Accounts:DevelopmentSignIn` is on, and the
         *     program refuses to start with it on Azure.
         */
        post: operations["DevelopmentSignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What there is to choose from, what it costs and where it ends
         * @description The same for everybody. Send the `ETag` back as `If-None-Match` to get 304 while nothing has changed.
         */
        get: operations["GetCatalog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/examples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Curated examples, with their prompts
         * @description Examples of this project's own making; nothing that a person uploads or generates ever gets in. Prompts are rendered
         *     for this answer. Send the `ETag` back as `If-None-Match` to get 304 while nothing has changed.
         */
        get: operations["ListExamples"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/examples/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One example, with its structured prompt
         * @description As it stands in the list. Send the `ETag` back as `If-None-Match` to get 304.
         */
        get: operations["GetExample"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/prompts/render": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A structured prompt in the targets' own languages
         * @description Free, without sign-in; nothing of it is kept. The same prompt gives the same bytes. What has no room is in
         *     `dropped`, what could not be said as wished in `warnings`.
         */
        post: operations["RenderPrompt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/prompts/lint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What is wrong with a prompt
         * @description Free, without sign-in; nothing of it is kept. Takes a structured prompt or a finished text, for one target or
         *     for none in particular.
         */
        post: operations["LintPrompt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/prompts/parse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes a finished prompt apart
         * @description Reads a prompt as it was copied from Midjourney, A1111 (with its negative block and settings line), InvokeAI,
         *     Ideogram 4, or any tool that takes sentences. Free, without sign-in; nothing of it is kept. What has no place in
         *     the structured form is told in `unparsed`.
         */
        post: operations["ParsePrompt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/prompts/convert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Moves a finished prompt to other targets
         * @description Parses the prompt and renders it for each target of `to`. Free, without sign-in; nothing of it is kept.
         */
        post: operations["ConvertPrompt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/prompts/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What an idea becomes, while somebody types it
         * @description The idea and its choices through the engine that works for `POST /generations`, and rendered. An idea that is a
         *     finished prompt of some tool is read as one. Free, without sign-in; nothing of it is kept. With `detail: off` as
         *     often as the limit lets; `light` and `full` add words, and are free five times a day for each address.
         */
        post: operations["PreviewPrompt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/prompts/recover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The prompt inside a picture, from its texts alone
         * @description Takes the texts that a program found in a picture's file, and knows those of A1111, Forge, Civitai, ComfyUI,
         *     InvokeAI, NovelAI, Fooocus, SwarmUI and others. The picture itself is not sent. Free, without sign-in; nothing of it is
         *     kept. The body has at most 256 KiB.
         */
        post: operations["RecoverPrompt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's account and balance
         * @description The account is made when it is first seen, with its sign-up credits; that of somebody who has deleted one is made
         *     by `POST /account` alone.
         */
        get: operations["GetAccount"];
        put?: never;
        /**
         * Opens the caller's account, or says that it is open
         * @description To be called when somebody signs in, not when a token was renewed: it is the one request that makes an account for
         *     a person who has deleted the last one (all others answer 409 `account-erased` to them, for 88 days). Repeated, it
         *     answers the same. It takes no API token.
         */
        post: operations["OpenAccount"];
        /**
         * Deletes the account and everything held of it
         * @description Nothing can undo it. From now on the account takes nothing new (409 `account-closing`); a generation that waits
         *     never begins, one that runs ends first, within an hour at most. Then pictures, history, favourites, credits and
         *     ledger are deleted, the account last. What stays names nobody: audit rows, events of payments and, by a keyed hash,
         *     that there was an account and what it owed, for less than 90 days; receipts for as long as the law wants them.
         *     Asking again gives the same answer, and takes up an erasure that has stopped. `POST /account` after a new sign-in
         *     makes a new account, without the old credits and for 88 days without new sign-up credits; a sign-in from before
         *     opens none (401 `signed-in-before-erasure`), and no other request does (409 `account-erased`). The body is required although the method is DELETE.
         */
        delete: operations["DeleteAccount"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of the caller's erasure
         * @description It can be asked with a token of the account that is gone, for 88 days after the end.
         */
        get: operations["GetErasure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything held of the account
         * @description As JSON, or with the pictures as ZIP (`format=zip`, or `Accept: application/zip`). Five a day. Rows are shown as
         *     they are stored, in sections; a kind of row that has no section of its own is under `other:<word>`. Sent while
         *     it is read, so an answer that ends early is not valid JSON or no ZIP: ask again.
         */
        get: operations["ExportAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every change of the balance, newest first
         * @description Entries are never edited; the sum of their amounts is the balance.
         */
        get: operations["GetLedger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's API tokens
         * @description Without their secrets, which are not kept. Only with the access token of somebody who has signed in.
         */
        get: operations["ListTokens"];
        put?: never;
        /**
         * Makes an API token for programs
         * @description Sent as `Authorization: Bearer apg_…` it may do what its scopes name: `generate` starts generations and uploads
         *     pictures, `read` reads the account, its ledger, history and favourites. Nothing else: an API token is no access
         *     token elsewhere (401), and never makes another. It has a limit of requests of its own beside the account's. It works
         *     until it is revoked or the account is deleted; at most ten an account.
         */
        post: operations["CreateToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Ends an API token at once
         * @description What was begun with it goes on to its end.
         */
        delete: operations["RevokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/billing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's subscriptions and receipts
         * @description Exactly what the privacy policy allows to be held of them.
         */
        get: operations["GetBilling"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/billing/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Orders a pack of credits
         * @description The person agrees to pay at `approveUrl`; then send the order's capture. If the browser never comes back, the
         *     order is captured all the same once PayPal tells of the approval.
         */
        post: operations["CreateOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/billing/orders/{id}/capture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Captures an approved order
         * @description May be repeated. Credits are granted once a payment, whoever captures it and however often it is told.
         */
        post: operations["CaptureOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/billing/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Subscribes to a plan
         * @description The person agrees at `approveUrl`. Credits come with each payment, for each period that it pays for, and expire a
         *     period after it.
         */
        post: operations["CreateSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/billing/subscriptions/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ends a subscription
         * @description Nothing more is billed. Bought credits stay; those of the period stay until it ends.
         */
        post: operations["CancelSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/billing/subscriptions/{id}/change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Changes the plan of a subscription
         * @description From the next period on. The present one keeps its plan and its credits; nothing is billed in between. Until the
         *     person agrees at `approveUrl` nothing changes, and who never agrees stays on the present plan. The next payment
         *     brings the credits of the plan whose price it is.
         */
        post: operations["ChangePlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/paypal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes events from PayPal
         * @description Signed by PayPal over the raw bytes (`PAYPAL-TRANSMISSION-*` headers). Answered once the event is stored; what it
         *     means is then read from PayPal itself. One that is older than any that is kept is not stored:
         *     `webhook-too-old`. Of the body only ids, type and times are kept.
         */
        post: operations["ReceivePayPalWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes a picture in
         * @description JPEG, PNG, WebP, GIF (first frame) or AVIF, told by its bytes and not by its name. At most 10 MB, 40
         *     megapixels and 12,000 pixels a side. The picture is turned upright, shrunk to at most 2,048 pixels a side and
         *     written anew without metadata; only that copy is stored. A prompt found in the metadata is kept for the
         *     generation that uses the upload. An upload serves one generation and is deleted when that ends, after 24 hours
         *     at the latest.
         */
        post: operations["AddUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/generations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's history, newest first
         * @description Every generation that was accepted, with its prompt and renderings, without its variations.
         */
        get: operations["ListGenerations"];
        put?: never;
        /**
         * Starts a generation
         * @description Credits are reserved first and charged only for a result. Whatever else happens, they are released.
         *
         *     The same `Idempotency-Key` with the same body answers with the generation that it made before and charges
         *     nothing again; with another body it answers 422. So a client that got no answer repeats its request.
         *
         *     `text-to-image` is painted: the prompt is composed first, stays with the result as any other does, and is
         *     written in the language of the model that paints. `controls.variations` is the number of pictures, at most 4,
         *     all of one prompt (of a template, its first text). Its price is for a picture: as many as were asked for are
         *     reserved, as many as were delivered are charged. It is offered where the catalog lists it.
         */
        post: operations["CreateGeneration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/generations/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Starts up to 50 generations
         * @description Each item is a request of its own: item 0 of the key `k` has the key `k#0`, its own id, its own outcome and its
         *     own price. Items are accepted one after the other. Where as many are on the way as the account may have at once,
         *     the next item waits for a place, half a minute in all for a batch. An item without a place, like one over the
         *     rate limit, carries its problem with `retryAfterSeconds`, and costs nothing.
         *
         *     The same batch with the same key answers with the generations that were made and goes on with the others, so a
         *     client repeats it until no item carries a 429.
         */
        post: operations["BatchGenerations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/generations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The generation's `id`. */
                id: components["parameters"]["GenerationId"];
            };
            cookie?: never;
        };
        /**
         * Status and result
         * @description While it is on its way, poll this, or follow its events.
         */
        get: operations["GetGeneration"];
        put?: never;
        post?: never;
        /**
         * Deletes an ended generation from the history
         * @description The ledger entry of its charge stays; it holds the id and no content.
         */
        delete: operations["DeleteGeneration"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/generations/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The generation's `id`. */
                id: components["parameters"]["GenerationId"];
            };
            cookie?: never;
        };
        /**
         * Server-sent events until the end
         * @description One event `status` for each state in which the generation is seen; its data is a GenerationView, its id a
         *     number that grows. While nothing changes a comment is sent every 15 seconds. The stream ends with the final state,
         *     or after 200 seconds: an EventSource reconnects by itself and goes on where it was.
         */
        get: operations["GenerationEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/generations/{id}/favourite": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The generation's `id`. */
                id: components["parameters"]["GenerationId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keeps a copy of the generation's prompt as a favourite
         * @description The copy stays when the generation is deleted.
         */
        post: operations["KeepGeneration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/generations/{id}/export": {
        parameters: {
            query: {
                /**
                 * @description `txt` to read, `csv` for a spreadsheet (RFC 4180, a row for each prompt and target; a cell that would run as a
                 *     formula starts with an apostrophe), `json` with everything, `a1111` the parameters text of Stable Diffusion
                 *     tools, `ideogram-4` its own JSON, one prompt a line, `comfyui` a workflow of ComfyUI with a branch for each prompt.
                 */
                format: components["parameters"]["Format"];
            };
            header?: never;
            path: {
                /** @description The generation's `id`. */
                id: components["parameters"]["GenerationId"];
            };
            cookie?: never;
        };
        /**
         * The prompt and its variations as a file
         * @description Rendered anew for each target that the generation was asked for.
         */
        get: operations["ExportGeneration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/favourites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's favourites, newest first
         * @description With all folders on the first page.
         */
        get: operations["ListFavourites"];
        put?: never;
        /**
         * Keeps a prompt
         * @description A copy in the caller's account, up to 1,000. A generation's prompt is kept by `POST /generations/{id}/favourite`.
         */
        post: operations["AddFavourite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/favourites/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All favourites, or a folder, as a file
         * @description Sent while it is read, so an answer that ends early is not whole, so ask again.
         */
        get: operations["ExportFavourites"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/favourites/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The favourite's `id`. */
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        /**
         * One favourite
         * @description With its structured prompt, to render or change.
         */
        get: operations["GetFavourite"];
        /**
         * Renames it, moves it, rewrites its note
         * @description The three labels as they shall be; one that is left out is taken away, and a title is made anew.
         */
        put: operations["ChangeFavourite"];
        post?: never;
        /**
         * Deletes it
         * @description The generation that it may have come from stays.
         */
        delete: operations["DeleteFavourite"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/support/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Audit rows, newest day first, asked for by the address
         * @deprecated
         * @description As `POST /support/audit`, with what is asked for in the address: addresses are noted in more places than bodies.
         *     Use the other.
         */
        get: operations["QueryAudit"];
        put?: never;
        /**
         * Audit rows, newest day first
         * @description For questions of abuse, provider failures, refunds and reliability. Rows live for less than 90 days and hold no
         *     content. Each question leaves an audit row itself: who asked, by keyed hash, with which kinds of filter, when.
         *
         *     Days come newest first; rows within a day are in no order. The work of a request is bounded, so a page may be
         *     short, or empty, and still have a cursor: go on until there is none.
         */
        post: operations["AskAudit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/support/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives an account goodwill credits, or asks a second person to
         * @description Once for each Idempotency-Key of the caller and account; repeated, it answers the same. What one person gives
         *     an account in a calendar month (UTC) without another is limited by a setting (`Support:GrantAlone`): what is
         *     more waits for seven days for somebody else with the role, who approves it by its id. It leaves two audit
         *     rows: one of the caller before it is done, and one of the account after. The account's ledger shows it.
         */
        post: operations["OrderGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/support/grants/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives the credits that another person has asked for
         * @description By anybody with the role but the one who asked and the account's own person. Repeated, it answers the same.
         */
        post: operations["ApproveGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/support/accounts/{id}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's `id`. */
                id: components["schemas"]["AccountId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives an account goodwill credits
         * @deprecated
         * @description As `POST /support/grants`, with the account in the address: addresses are noted in more places than bodies.
         *     What needs a second person is refused here, and nothing waits.
         */
        post: operations["GrantCredits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/support/inactive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Who is to be told that their account goes, and who has been
         * @description With the setting `Retention:InactiveDays`, an account that nobody comes back to is deleted after its person was
         *     told once. The program sends no mail: write to those that are answered here, then send their ids in `told`. None
         *     of them is deleted before; whoever signs in keeps the account. Go on with the cursor until there is none: a page
         *     may be short, or empty. Those without an address are not answered; their time begins when they are found.
         */
        post: operations["TellInactive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/support/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives back money of a payment
         * @description Once for each Idempotency-Key of the caller and account; repeated, it answers the same. PayPal is told to refund;
         *     then the payment is compared with PayPal's, which takes its credits back, in proportion and once, whichever of
         *     this request and PayPal's event comes first. It leaves two audit rows: one of the caller before it is done, and
         *     one of the account after.
         */
        post: operations["RefundPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Opaque. Newer ids sort first. */
        Id: string;
        /** @description An RFC 9457 problem document. */
        Problem: {
            /** Format: uri */
            type: string;
            title: string;
            /** Format: int32 */
            status: number;
            /** @description What to do about it. */
            detail?: string;
            /** @description Stable; what clients compare. */
            code: string;
            /** @description To quote when you write to support. */
            traceId: string;
            errors?: components["schemas"]["ProblemError"][];
        };
        /** @description One mistake in the request. */
        ProblemError: {
            /** @description Where: a path in the body, or a query parameter. */
            member: string;
            /** @enum {string} */
            code: "account-id-invalid" | "amount-invalid" | "batch-size-invalid" | "control-invalid" | "credits-out-of-range" | "cursor-invalid" | "email-invalid" | "confirmation-missing" | "file-missing" | "folder-too-long" | "format-unknown" | "hex-invalid" | "idea-missing" | "idea-too-long" | "json-invalid" | "kind-unknown" | "limit-invalid" | "list-too-long" | "lock-repeated" | "lock-unknown" | "multipart-invalid" | "note-too-long" | "number-out-of-range" | "pack-unknown" | "parent-id-invalid" | "parent-missing" | "parent-unexpected" | "part-unknown" | "plan-unknown" | "prompt-or-text" | "prompt-too-large" | "providers-needed" | "query-repeated" | "query-unknown" | "role-unknown" | "scope-unknown" | "search-invalid" | "search-too-long" | "source-missing" | "source-unexpected" | "source-url-credentials" | "source-url-host-refused" | "source-url-invalid" | "source-url-port-unsupported" | "source-url-scheme-unsupported" | "source-url-too-long" | "swap-locked" | "swap-repeated" | "target-repeated" | "target-unknown" | "targets-empty" | "template-blank" | "template-list-unknown" | "template-quantity-invalid" | "template-too-deep" | "template-too-long" | "template-too-many-combinations" | "template-unclosed" | "template-unopened" | "template-weight-invalid" | "text-too-long" | "time-invalid" | "title-too-long" | "token-name-invalid" | "upload-id-invalid" | "value-missing" | "variation-unknown" | "view-unknown" | "window-invalid" | "word-invalid";
            detail: string;
        };
        Liveness: {
            /** @enum {string} */
            status: "alive";
        };
        Health: {
            /** @enum {string} */
            status: "healthy" | "degraded" | "unhealthy";
            dependencies: {
                tables: components["schemas"]["HealthWord"];
                blobs: components["schemas"]["HealthWord"];
            };
            /** @description Per kind, in the order in which they are asked. */
            routes: components["schemas"]["RouteHealth"][];
        };
        RouteHealth: {
            kind: components["schemas"]["GenerationKind"];
            provider: string;
            model: string;
            breaker: components["schemas"]["BreakerState"];
        };
        /**
         * @description `open`: the route kept failing and nobody is sent there for now. `half-open`: the next generation tries whether it
         *     is back.
         * @enum {string}
         */
        BreakerState: "closed" | "open" | "half-open";
        /** @enum {string} */
        HealthWord: "healthy" | "unhealthy";
        DevelopmentSignInRequest: {
            /** Format: email */
            email: string;
            /** @description App roles that the token names. */
            roles?: "support"[];
        };
        AccessToken: {
            accessToken: string;
            /** @constant */
            tokenType: "Bearer";
            /**
             * Format: int32
             * @description Seconds.
             */
            expiresIn: number;
        };
        /** @description Opaque; `id` of the account. */
        AccountId: string;
        AuditSearch: {
            /** @description Rows of this account, whichever audit key was in use. */
            accountId?: components["schemas"]["AccountId"] | null;
            /** @description The earliest time of request, a day or a time of ISO 8601 (UTC where no offset is given); seven days before `to` when left out. At most 90 days before `to`. */
            from?: string | null;
            /** @description The time of request before which rows are; now when left out. */
            to?: string | null;
            /** @description A request status, with or without its problem code. */
            status?: string | null;
            /** @description A provider, with or without its model. */
            route?: string | null;
            /** @description Of the page before. */
            cursor?: string | null;
        };
        AuditPageView: {
            rows: components["schemas"]["AuditRowView"][];
            /** @description Where to go on; not there at the end. */
            cursor?: string;
        };
        /** @description All that is kept of a request, for less than 90 days. */
        AuditRowView: {
            /** @description The minute of the request and a keyed hash of the id of the generation, or of what else was asked for. */
            id: string;
            /** @description Keyed hash of the account, with the id of the key in front. The same account has the same key. */
            accountKey: string;
            /** @description How it ended and, after a colon, the problem code. */
            requestStatus: string;
            /** @description Decision and stage. */
            safetyDecision?: string;
            /**
             * @description Provider and model of every route that was sent the request, and then of the one that answered, parted by
             *     commas.
             */
            modelRoute?: string;
            /** @description What the ledger recorded. */
            quotaEvent: string;
            /**
             * Format: date-time
             * @description To the minute.
             */
            requestedAt: string;
            /**
             * Format: date-time
             * @description To the minute.
             */
            completedAt: string;
        };
        /** @enum {string} */
        GrantReason: "generation-failed" | "charged-wrongly" | "provider-failure" | "service-outage" | "courtesy";
        SupportGrantRequest: {
            /** Format: int64 */
            credits: number;
            reason: components["schemas"]["GrantReason"];
        };
        InactiveRequest: {
            /** @description Accounts whose people have been written to. */
            told?: components["schemas"]["AccountId"][];
            /** @description Of the page before. */
            cursor?: string | null;
        };
        InactiveView: {
            /**
             * Format: date-time
             * @description When those that are told of now are deleted.
             */
            erasedFrom: string;
            accounts: components["schemas"]["InactiveAccountView"][];
            /** @description Where to go on; not there at the end. */
            cursor?: string;
        };
        InactiveAccountView: {
            accountId: components["schemas"]["AccountId"];
            /** @description Where to write to. */
            email: string;
            /** Format: date-time */
            lastSeenAt: string;
        };
        SupportGrantOrder: {
            accountId: components["schemas"]["AccountId"];
            /** Format: int64 */
            credits: number;
            reason: components["schemas"]["GrantReason"];
        };
        SupportGrantApproval: {
            accountId: components["schemas"]["AccountId"];
            /** @description The id of the grant that waits. */
            id: string;
        };
        SupportGrantWaitingView: {
            /** @description The id that the grant will have, for the second person. */
            id: string;
            accountId: components["schemas"]["AccountId"];
            /** Format: int64 */
            credits: number;
            reason: components["schemas"]["GrantReason"];
            /**
             * Format: date-time
             * @description When it can no longer be approved.
             */
            expiresAt: string;
        };
        SupportGrantView: {
            /** @description The id of the grant and of its lot. */
            id: string;
            accountId: components["schemas"]["AccountId"];
            /** Format: int64 */
            credits: number;
            reason: components["schemas"]["GrantReason"];
        };
        /** @enum {string} */
        RefundReason: "customer-request" | "duplicate-purchase" | "charged-wrongly" | "service-failure" | "courtesy";
        SupportRefundRequest: {
            accountId: components["schemas"]["AccountId"];
            /** @description Of the capture or sale at PayPal; the ledger's entry refers to it. */
            paymentId: string;
            /** @description What is left of the payment, when it is left out. */
            amount?: components["schemas"]["AmountView"] | null;
            reason: components["schemas"]["RefundReason"];
        };
        SupportRefundView: {
            /** @description The id of the refund at PayPal. */
            id: string;
            accountId: components["schemas"]["AccountId"];
            paymentId: string;
            amount: components["schemas"]["AmountView"];
            reason: components["schemas"]["RefundReason"];
        };
        ErasureRequest: {
            /** @constant */
            confirm: "delete my account";
        };
        /**
         * @description failed = it stopped; `DELETE /account` takes it up again.
         * @enum {string}
         */
        ErasureStatus: "running" | "done" | "failed";
        ErasureView: {
            /** @description To quote to support. */
            id: string;
            status: components["schemas"]["ErasureStatus"];
            /** @description Of one that failed: what to do. */
            detail?: string;
        };
        /** @description A section for each kind of row that is held; a section without rows is left out. */
        AccountExport: {
            /** Format: date-time */
            exportedAt: string;
            accountId: string;
            account: components["schemas"]["ExportedRows"];
            askedGrants?: components["schemas"]["ExportedRows"];
            billingKeys?: components["schemas"]["ExportedRows"];
            clawbacks?: components["schemas"]["ExportedRows"];
            corrections?: components["schemas"]["ExportedRows"];
            ledger?: components["schemas"]["ExportedRows"];
            favourites?: components["schemas"]["ExportedRows"];
            generations?: components["schemas"]["ExportedRows"];
            grants?: components["schemas"]["ExportedRows"];
            idempotencyKeys?: components["schemas"]["ExportedRows"];
            orders?: components["schemas"]["ExportedRows"];
            payments?: components["schemas"]["ExportedRows"];
            refunds?: components["schemas"]["ExportedRows"];
            reinstatements?: components["schemas"]["ExportedRows"];
            reservations?: components["schemas"]["ExportedRows"];
            subscriptions?: components["schemas"]["ExportedRows"];
            uploads?: components["schemas"]["ExportedRows"];
            pictures: components["schemas"]["AccountPicture"][];
        } & {
            [key: string]: components["schemas"]["ExportedRows"];
        };
        ExportedRows: ({
            rowKey: string;
        } & {
            [key: string]: unknown;
        })[];
        TokenRequest: {
            /** @description What it is for, on one line. */
            name: string;
            scopes: components["schemas"]["TokenScope"][];
        };
        /** @enum {string} */
        TokenScope: "generate" | "read";
        TokenView: {
            id: components["schemas"]["Id"];
            name: string;
            scopes: components["schemas"]["TokenScope"][];
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description To within ten minutes; absent until it is used.
             */
            lastUsedAt?: string;
            /** @description The token itself, only in the answer that makes it. */
            token?: string;
        };
        TokenList: {
            tokens: components["schemas"]["TokenView"][];
        };
        AccountPicture: {
            /** @enum {string} */
            container: "uploads" | "results";
            name: string;
            /** Format: int64 */
            bytes: number;
            contentType: string;
            /** Format: date-time */
            createdAt?: string;
        };
        AccountView: {
            id: string;
            /** @description From the token; the last one seen. */
            email?: string;
            /** @description False when no sign-in has given an address, and none is held. */
            emailHeld: boolean;
            /** Format: date-time */
            createdAt?: string;
            credits: components["schemas"]["BalanceView"];
            /**
             * @description Free credits of each calendar month (UTC), a lot of goodwill that ends with it and is spent first; absent while
             *     there are none.
             */
            monthlyFree?: {
                /** Format: int32 */
                credits: number;
                /**
                 * Format: date-time
                 * @description When those of this month end and new ones come.
                 */
                renewsAt: string;
            };
        };
        /** @description Whole credits. available = balance − reserved − expired but not yet booked. */
        BalanceView: {
            /**
             * Format: int64
             * @description The sum of all ledger entries.
             */
            balance: number;
            /**
             * Format: int64
             * @description Held by generations on their way.
             */
            reserved: number;
            /** Format: int64 */
            available: number;
            /**
             * Format: int64
             * @description Clawed back after it was spent; the next grant pays it first.
             */
            debt: number;
            lots: components["schemas"]["LotView"][];
        };
        /** @description Credits of one grant. */
        LotView: {
            origin: components["schemas"]["CreditOrigin"];
            /** Format: int64 */
            amount: number;
            /** Format: int64 */
            remaining: number;
            /** Format: date-time */
            grantedAt: string;
            /**
             * Format: date-time
             * @description Absent when it never expires.
             */
            expiresAt?: string;
        };
        /** @enum {string} */
        CreditOrigin: "signUp" | "purchase" | "subscription" | "goodwill";
        LedgerPage: {
            entries: components["schemas"]["LedgerEntry"][];
            /** @description Of the next page; absent at the end. */
            cursor?: string;
        };
        /** @description One change of the balance; never edited. */
        LedgerEntry: {
            /**
             * Format: int64
             * @description Without gaps.
             */
            sequence: number;
            type: components["schemas"]["LedgerEntryType"];
            /**
             * Format: int64
             * @description Signed credits.
             */
            amount: number;
            /** Format: int64 */
            balanceBefore: number;
            /** Format: int64 */
            balanceAfter: number;
            /** @description The id of what caused it, such as a generation's. */
            reference: string;
            referenceKind?: components["schemas"]["LedgerReferenceKind"];
            /** @description Absent when several lots took part. */
            lotId?: string;
            /** Format: date-time */
            at: string;
        };
        /**
         * @description What `reference` names: a `generation` (which may have been deleted), a `payment` at PayPal, the credits of a new
         *     account (`signUp`), the `lot` that expired, or the reason that `support` gave.
         * @enum {string}
         */
        LedgerReferenceKind: "generation" | "payment" | "signUp" | "lot" | "support";
        /** @enum {string} */
        LedgerEntryType: "grant" | "purchase" | "subscription" | "charge" | "expiry" | "clawback" | "reinstatement" | "correction";
        Upload: {
            id: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description Of the stored picture.
             */
            width: number;
            /** Format: int32 */
            height: number;
            /** @enum {string} */
            format: "jpeg" | "png";
            /** Format: date-time */
            expiresAt: string;
        };
        /** @enum {string} */
        GenerationKind: "text-to-prompt" | "image-to-prompt" | "text-to-image";
        /**
         * @description `queued` and `running` are on the way, the rest are final. `refused`: a safety check said no. `rejected`: no
         *     credits or too many at once. `failed`: no result. These three cost nothing. `parked`: it could not be settled;
         *     a person looks at it and reserved credits come back by themselves.
         * @enum {string}
         */
        GenerationStatus: "queued" | "running" | "succeeded" | "failed" | "refused" | "rejected" | "parked";
        /**
         * @description A model that prompts are written for. More may come.
         * @enum {string}
         */
        PromptTarget: "midjourney" | "midjourney-7" | "niji-7" | "sd15" | "sdxl" | "illustrious" | "pony" | "noobai" | "invokeai" | "sd35" | "flux" | "flux-2" | "flux-2-json" | "gpt-image" | "gpt-image-2" | "gemini-image" | "qwen-image" | "seedream" | "z-image" | "recraft" | "ideogram-3" | "ideogram-4" | "firefly" | "kling" | "veo" | "seedance" | "dall-e-3" | "imagen";
        GenerationRequest: {
            kind: components["schemas"]["GenerationKind"];
            /**
             * @description What the picture should show. Needed unless a picture is given, where it is a hint, or a parent, whose own
             *     idea then stands.
             *
             *     It may be a template: `{a|b}` chooses, `{2$$a|b|c}` takes two, `{1-2$$ and $$a|b|c}` one or two with a word
             *     between, `{3::a|b}` weighs, `__styles__` draws from a list (styles, media, lightings, moods, palettes,
             *     cameras, compositions, colours, animals, plants, places, seasons, times, weathers, materials, people);
             *     choices nest up to 8 deep, and `\{` is a plain brace. A template may have 10,000 combinations, a list counted
             *     once, and become 4,000 characters. The seed draws the texts of the prompt and of its variations. Braces
             *     without `|` or `$$`, and JSON, are plain text.
             */
            idea?: string;
            source?: components["schemas"]["GenerationSource"];
            /** @description The targets to write for; all when left out. */
            targets?: components["schemas"]["PromptTarget"][];
            controls?: components["schemas"]["IdeaControls"];
            /**
             * @description Makes a remix of this generation, which must be the caller's and have succeeded. Locked fields stay, swapped
             *     choices are replaced, its other choices are taken on unless `controls` gives them, and all that the engine
             *     had added is chosen anew.
             */
            parentId?: components["schemas"]["Id"];
            /**
             * @description Who may be sent the request. With `none` nothing leaves the program and its embedded engine answers;
             *     `text-to-image` needs a provider. Left out, `any`.
             * @enum {string}
             */
            providers?: "any" | "none";
            /**
             * @description With `false` only the first route is asked. When it cannot answer, the generation fails and costs nothing; no
             *     other provider, and no draft of the program's own, takes its place.
             */
            fallback?: boolean;
            /** @description Fields of the parent's structured prompt that stay exactly as they are. */
            lock?: ("subjects" | "setting" | "relations" | "medium" | "styles" | "composition" | "camera" | "lighting" | "video" | "mood" | "palette" | "text" | "aspectRatio" | "quality" | "negatives" | "parameters")[];
            swap?: components["schemas"]["RemixSwap"];
        };
        /** @description Choices that replace the parent's; an empty text has the choice made anew. */
        RemixSwap: {
            style?: string;
            medium?: string;
            lighting?: string;
            camera?: string;
            composition?: string;
            mood?: string;
            palette?: string;
            aspectRatio?: string;
            quality?: string;
            negative?: string;
            shot?: string;
            motion?: string;
            cameraMove?: string;
            duration?: string;
        };
        GenerationBatch: {
            items: components["schemas"]["GenerationRequest"][];
        };
        BatchView: {
            items: components["schemas"]["BatchItemView"][];
        };
        /** @description Exactly one of generation and problem. */
        BatchItemView: {
            /** Format: int32 */
            index: number;
            /**
             * Format: int32
             * @description What the status of this item alone would be.
             */
            status: number;
            generation?: components["schemas"]["GenerationView"];
            problem?: components["schemas"]["BatchProblem"];
        };
        /** @description As the problem of a request of its own. */
        BatchProblem: {
            code: string;
            title: string;
            detail?: string;
            errors?: components["schemas"]["ProblemError"][];
            /** Format: int32 */
            retryAfterSeconds?: number;
        };
        /** @description How a favourite is found again. */
        FavouriteLabels: {
            /** @description Left out, it is taken from the prompt. */
            title?: string;
            folder?: string;
            note?: string;
        };
        FavouriteRequest: {
            /** @description Left out, it is taken from the prompt. */
            title?: string;
            folder?: string;
            note?: string;
            prompt: components["schemas"]["StructuredPrompt"];
            /** @description The targets to export for; all when left out. */
            targets?: components["schemas"]["PromptTarget"][];
        };
        KeepRequest: {
            /** @description Left out, it is taken from the prompt. */
            title?: string;
            folder?: string;
            note?: string;
            /**
             * Format: int32
             * @description From 1, in `result.variations`; else the first prompt.
             */
            variation?: number;
        };
        FavouriteView: {
            id: components["schemas"]["Id"];
            title: string;
            folder?: string;
            note?: string;
            /** @description Empty for all. */
            targets: components["schemas"]["PromptTarget"][];
            prompt: components["schemas"]["StructuredPrompt"];
            /** Format: date-time */
            createdAt: string;
        };
        FavouritePage: {
            favourites: components["schemas"]["FavouriteView"][];
            /** @description All folders; on the first page only. */
            folders?: components["schemas"]["FolderView"][];
            /** @description Of the next page; absent at the end. */
            cursor?: string;
        };
        FolderView: {
            /** @description Empty for what lies in none. */
            folder: string;
            /** Format: int32 */
            count: number;
        };
        ExportedPrompt: {
            id: components["schemas"]["Id"];
            title: string;
            folder?: string;
            note?: string;
            /** Format: date-time */
            createdAt: string;
            prompt: components["schemas"]["StructuredPrompt"];
            renderings: {
                [key: string]: components["schemas"]["Rendering"];
            };
        };
        /** @description The picture of image-to-prompt: exactly one of the two. */
        GenerationSource: {
            uploadId?: components["schemas"]["Id"];
            /**
             * Format: uri
             * @description The public address of the picture itself: http or https on its default port, without user name and password,
             *     a host name or a plainly written public address. What is wrong with it is told at once (400). It is fetched
             *     when the generation runs, within 10 seconds, over at most 3 redirects, at most 10 MB; no cookies, nothing
             *     about you but the request itself is sent. What only fetching shows ends the generation as `failed`, costs
             *     nothing and is not tried again: `picture-address-refused`, `picture-unreachable`, `picture-not-found`,
             *     `picture-too-slow`, `picture-too-many-redirects`, `picture-too-large`, `picture-format-unsupported`,
             *     `picture-unreadable`. The picture is not stored, and no provider gets the address.
             * @example https://example.org/fox.jpg
             */
            url?: string;
        };
        /** @description Choices beside the idea; each wins over what the idea says. A word that the library does not know is kept as the caller's own. */
        IdeaControls: {
            style?: string;
            medium?: string;
            lighting?: string;
            camera?: string;
            composition?: string;
            mood?: string;
            palette?: string;
            /**
             * @description Width to height as whole numbers from 1 to 100.
             * @example 16:9
             */
            aspectRatio?: string;
            quality?: string;
            /** @description Of a moving picture, how it is cut. */
            shot?: string;
            /** @description Of a moving picture, what moves in it. */
            motion?: string;
            /** @description Of a moving picture, how the camera moves. */
            cameraMove?: string;
            /** @description Of a moving picture, its seconds: `5` or `5 seconds`. */
            duration?: string;
            /** @description What must not appear, separated by commas. */
            negative?: string;
            detail?: components["schemas"]["DetailLevel"];
            /** @description BCP 47. */
            language?: string;
            /**
             * Format: int64
             * @description The same seed adds the same words. Left out, it follows from the text.
             */
            seed?: number;
            /**
             * Format: int32
             * @description How many different prompts. The first is `result.prompt`, the others are `result.variations`. Of
             *     text-to-image how many pictures, at most 4.
             */
            variations?: number;
            /** @description Every combination of the idea's template, at most 50, instead of a number of `variations`. */
            allCombinations?: boolean;
        };
        /** @enum {string} */
        DetailLevel: "light" | "full" | "off";
        GenerationPage: {
            generations: components["schemas"]["GenerationView"][];
            /** @description Of the next page; absent at the end. */
            cursor?: string;
        };
        GenerationView: {
            id: components["schemas"]["Id"];
            kind: components["schemas"]["GenerationKind"];
            status: components["schemas"]["GenerationStatus"];
            credits: components["schemas"]["CreditsView"];
            idea?: string;
            parentId?: components["schemas"]["Id"];
            route?: components["schemas"]["RouteView"];
            /** @description Every service that was sent the request, a classifier of contents among them, in the order in which they were asked, whether it answered or not. Absent where nothing left the program. */
            sentTo?: components["schemas"]["RouteView"][];
            safety?: components["schemas"]["SafetyView"];
            result?: components["schemas"]["ResultView"];
            problem?: components["schemas"]["ProblemView"];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            completedAt?: string;
            summary?: components["schemas"]["GenerationSummary"];
        };
        /** @description In a list that was asked for with `view=summary`, in place of `idea` and `result`. */
        GenerationSummary: {
            /** @description The beginning of the idea or prompt; may be empty. */
            title: string;
            /**
             * Format: int32
             * @description How many it was asked for.
             */
            targets: number;
            aspectRatio?: string;
            colors?: string[];
            /** @description Of text-to-image. */
            images?: components["schemas"]["ImageView"][];
        };
        CreditsView: {
            /**
             * Format: int64
             * @description 0 once it has ended.
             */
            reserved: number;
            /** Format: int64 */
            charged: number;
            /**
             * Format: int64
             * @description The account's, at the time of the answer.
             */
            balance?: number;
        };
        /**
         * @description Who answered. `embedded` is the program itself, any other name a service: `azure-openai`, `openai-compatible`, or
         *     one that the owner has named.
         */
        RouteView: {
            provider: string;
            model: string;
        };
        SafetyView: {
            /** @enum {string} */
            decision: "allowed" | "refused";
            /**
             * @description What was looked at last. `output` is what a model made, `image` the picture that was sent.
             * @enum {string}
             */
            stage: "input" | "image" | "output";
            /** @description Of a refusal. */
            categories: ("sexual-minors" | "hate" | "self-harm" | "sexual" | "violence" | "jailbreak" | "protected-material" | "indirect-attack" | "profanity" | "blocklist" | "model-refusal" | "unspecified" | "other")[];
        };
        ResultView: {
            prompt: components["schemas"]["StructuredPrompt"];
            /** @description Per target that was asked for. */
            renderings: {
                [key: string]: components["schemas"]["Rendering"];
            };
            /**
             * @description Further prompts, all different, for the one price. Not in lists. Fewer than asked for where the idea has no
             *     more, or where they would not fit beside each other (some hundred thousand characters in all).
             */
            variations?: components["schemas"]["VariationView"][];
            /** @description Of text-to-image; fewer than asked for where the provider gave fewer. In lists too. */
            images?: components["schemas"]["ImageView"][];
            free?: components["schemas"]["FreeView"];
        };
        /** @description Why the result cost nothing; absent when it had a price. */
        FreeView: {
            /**
             * @description `recovered`: the picture carried its prompt. `measured`: the picture was only measured, no model described
             *     it. `kept-whole`: the idea was not understood and no model translated it. `unchanged`: the words were wanted
             *     as they are, and no model added to them. `draft`: a model was to answer and none could, so it is the
             *     program's own draft.
             * @enum {string}
             */
            reason: "recovered" | "measured" | "kept-whole" | "unchanged" | "draft";
            message: string;
        };
        /**
         * @description A painted picture, kept for 7 days. The link needs no token and works until `expiresAt`. Answers within five
         *     minutes have the same link, so that a browser finds the picture in its cache; later ones have a fresh one. When the picture itself has expired, `expired` is true and there is no link.
         */
        ImageView: {
            /** Format: uri */
            url?: string;
            /**
             * Format: uri
             * @description A copy of at most 640 pixels a side. Absent of pictures from before there were any.
             */
            thumbnailUrl?: string;
            /**
             * Format: int32
             * @description In pixels. Absent of pictures from before it was kept.
             */
            width?: number;
            /** Format: int32 */
            height?: number;
            /**
             * Format: date-time
             * @description Of the links.
             */
            expiresAt?: string;
            /**
             * Format: uri
             * @description How the picture came about, in [IPTC's words](https://cv.iptc.org/newscodes/digitalsourcetype/): made by a
             *     trained model. The picture says the same of itself in its XMP. Absent of pictures from before they did.
             * @enum {string}
             */
            digitalSourceType?: "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
            /** @description What the provider says it painted. */
            revisedPrompt?: string;
            /** @enum {boolean} */
            expired?: true;
        };
        VariationView: {
            prompt: components["schemas"]["StructuredPrompt"];
            renderings: {
                [key: string]: components["schemas"]["Rendering"];
            };
        };
        /** @description Why there is no result, and what to do. */
        ProblemView: {
            /** @enum {string} */
            code: "content-refused" | "deadline-exceeded" | "generation-parked" | "insufficient-credits" | "moderation-unavailable" | "parent-gone" | "picture-address-refused" | "picture-format-unsupported" | "picture-not-found" | "picture-too-large" | "picture-too-many-redirects" | "picture-too-slow" | "picture-unreachable" | "picture-unreadable" | "provider-unavailable" | "reservation-expired" | "too-many-reservations" | "upload-gone";
            title: string;
            detail: string;
        };
        ParseRequest: {
            text: string;
            /** @description The target it was written for; left out, that is found out. */
            target?: components["schemas"]["PromptTarget"];
        };
        ConvertRequest: {
            text: string;
            to: components["schemas"]["PromptTarget"][];
            /** @description The target it was written for; left out, that is found out. */
            from?: components["schemas"]["PromptTarget"];
            /** @description Findings come with it. */
            lint?: boolean;
            /** @description Renderings tell where the words of each slot stand. */
            spans?: boolean;
        };
        ParseView: {
            grammar: components["schemas"]["PromptGrammar"];
            /** @description How sure it is that the text is written in this grammar; 1 when the request said so. */
            confidence: number;
            prompt: components["schemas"]["StructuredPrompt"];
            understood: components["schemas"]["UnderstoodPart"][];
            unparsed: components["schemas"]["UnparsedPart"][];
            /** @description Of `/prompts/convert`, when asked for; as those of `/prompts/lint` for no target in particular. */
            findings?: components["schemas"]["LintFinding"][];
            /** @description Of `/prompts/convert`, by target. */
            renderings?: {
                [key: string]: components["schemas"]["Rendering"];
            };
        };
        UnderstoodPart: {
            /** @description Where it stands in the structured prompt, such as `lighting.source`. */
            path: string;
            value: string;
        };
        UnparsedPart: {
            /** @description As it stands in the prompt. */
            text: string;
            /**
             * @description Stable; treat one that you do not know as "not understood".
             * @enum {string}
             */
            reason: "parameter-unknown" | "value-invalid" | "value-approximated" | "instruction" | "weight-inside-phrase" | "weight-of-negative" | "prompt-editing" | "member-unknown" | "too-many";
        };
        /** @description The prompt in one target's own language. */
        Rendering: {
            prompt: string;
            /** @description The second field of targets that have one. */
            negative?: string;
            parameters: components["schemas"]["ToolParameter"][];
            /** Format: int32 */
            count: number;
            /** Format: int32 */
            limit: number;
            unit: components["schemas"]["BudgetUnit"];
            countKind: components["schemas"]["CountKind"];
            /** @description What the target could not take. */
            dropped: components["schemas"]["DroppedSlot"][];
            warnings: components["schemas"]["RenderWarning"][];
            /** @description Where in `prompt` the words of each slot stand, in order and without overlaps; only when asked for. */
            spans?: components["schemas"]["RenderedSpan"][];
        };
        RenderedSpan: {
            /**
             * Format: int32
             * @description In UTF-16 units.
             */
            start: number;
            /** Format: int32 */
            length: number;
            /** @description As of a dropped slot, such as styles[1]; of a color `palette[0].name`. */
            path: string;
        };
        /** @enum {string} */
        BudgetUnit: "tokens" | "words" | "characters";
        /** @enum {string} */
        CountKind: "exact" | "estimated";
        DroppedSlot: {
            /** @description Its place in the structured prompt, such as styles[1]. */
            path: string;
            value: string;
            /**
             * @description `budget`, `limit`, `negative`, `request`, `weight`, `prompt-editing`, `instruction`, `choice`, `network`,
             *     `image`, `setting`, `position` or `still`. Of `weight` and `prompt-editing` the words themselves are in the
             *     prompt.
             */
            reason: string;
        };
        RenderWarning: {
            code: string;
            message: string;
        };
        ToolParameter: {
            name: string;
            value: string;
        };
        RenderRequest: {
            prompt: components["schemas"]["StructuredPrompt"];
            /** @description The targets to write for; all when left out. */
            targets?: components["schemas"]["PromptTarget"][];
            /** @description Renderings tell where the words of each slot stand. */
            spans?: boolean;
        };
        PreviewRequest: {
            idea: string;
            /** @description Left out, nothing is added to the words, as with `detail: off`. `variations` makes no difference. */
            controls?: components["schemas"]["IdeaControls"];
            /** @description The targets to write for; all when left out. */
            targets?: components["schemas"]["PromptTarget"][];
            /** @description Findings come with it. */
            lint?: boolean;
            /** @description Renderings tell where the words of each slot stand. */
            spans?: boolean;
        };
        PreviewView: {
            prompt: components["schemas"]["StructuredPrompt"];
            renderings: {
                [key: string]: components["schemas"]["Rendering"];
            };
            /** @description As those of `/prompts/lint`, for no target in particular; only when asked for. */
            findings?: components["schemas"]["LintFinding"][];
        };
        RecoverRequest: {
            /** @description By key: keywords of a PNG's text chunks as written there, names of EXIF tags such as `UserComment`. */
            texts: {
                [key: string]: string;
            };
            /** @description The targets to write for; all when left out. */
            targets?: components["schemas"]["PromptTarget"][];
        };
        RecoverView: {
            /** @description False: no text holds a prompt of a known tool; there is nothing else then. */
            found: boolean;
            generator?: components["schemas"]["PromptGenerator"];
            prompt?: components["schemas"]["StructuredPrompt"];
            renderings?: {
                [key: string]: components["schemas"]["Rendering"];
            };
        };
        /**
         * @description The tool that wrote the prompt into its picture. More may come.
         * @enum {string}
         */
        PromptGenerator: "a1111" | "forge" | "civitai" | "comfyUI" | "invokeAI" | "novelAI" | "fooocus" | "swarmUI" | "ruinedFooocus" | "fooocusMre" | "easyDiffusion" | "nmkd" | "midjourney" | "drawThings" | "unnamed";
        RenderedPrompt: {
            renderings: {
                [key: string]: components["schemas"]["Rendering"];
            };
        };
        /** @description Exactly one of `prompt` and `text`. */
        LintRequest: {
            prompt?: components["schemas"]["StructuredPrompt"];
            text?: string;
            target?: components["schemas"]["PromptTarget"];
        };
        LintedPrompt: {
            findings: components["schemas"]["LintFinding"][];
        };
        LintFinding: {
            /**
             * @description Stable; more may come. In texts: `prompt-empty`, `prompt-short`, `over-budget`, `duplicate-phrase`,
             *     `duplicate-word`, `contradiction`, `quality-cliche`, `instruction-words`, `negation-unsupported`,
             *     `spelling`, `slang`, `hex-without-name`, `hex-unsupported`, `weights-unbalanced`, `weight-extreme`, `weights-unsupported`,
             *     `parameter-unknown`, `parameter-value`, `parameter-repeated`, `parameter-mid-text`,
             *     `parameter-punctuation`, `parameter-dash`, `parameter-unsupported`, `json-expected`, `json-invalid`,
             *     `json-key-missing`, `json-photo-or-art`. In structured prompts also `slot-dropped`, `idea-kept-whole` (the language
             *     was not read, so the text stands as it is) and the codes of
             *     `RenderWarning`.
             */
            code: string;
            severity: components["schemas"]["LintSeverity"];
            message: string;
            /** @description The slot, such as styles[1]. */
            path?: string;
            /**
             * Format: int32
             * @description In UTF-16 units; absent when it is about the whole.
             */
            start?: number;
            /** Format: int32 */
            length?: number;
        };
        /**
         * @description `info`: does no harm and no good. `warning`: the picture will likely not be what was meant. `error`: the target
         *     refuses the prompt or reads something else.
         * @enum {string}
         */
        LintSeverity: "info" | "warning" | "error";
        ExampleList: {
            examples: components["schemas"]["ExampleView"][];
            /** @description Each tag with the number of examples that search and target leave. */
            tags: {
                [key: string]: number;
            };
            /**
             * Format: int32
             * @description How many examples all filters together leave.
             */
            total: number;
            /** @description Absent on the last page. */
            cursor?: string;
        };
        ExampleView: {
            id: string;
            title: string;
            idea?: string;
            controls?: components["schemas"]["IdeaControls"];
            tags: string[];
            targets: components["schemas"]["PromptTarget"][];
            /** @description What there is to see. */
            note: string;
            prompt?: components["schemas"]["StructuredPrompt"];
            /** @description Rendered for this answer, by target. */
            renderings: {
                [key: string]: components["schemas"]["Rendering"];
            };
        };
        CatalogView: {
            /** @description What is on offer. */
            kinds: components["schemas"]["CatalogKind"][];
            targets: components["schemas"]["CatalogTarget"][];
            library: components["schemas"]["CatalogLibrary"];
            limits: components["schemas"]["CatalogLimits"];
            signIn?: components["schemas"]["SignInView"];
            retention?: components["schemas"]["RetentionView"];
            /**
             * Format: int32
             * @description Free for everybody in each calendar month (UTC); absent while there are none.
             */
            monthlyFreeCredits?: number;
            /** @description Absent while paid plans are off. */
            packs?: components["schemas"]["CatalogPack"][];
            /** @description Absent while paid plans are off. */
            plans?: components["schemas"]["CatalogPlan"][];
        };
        /** @description For how long what people leave is kept, as the owner has set it. What is absent has no end of its own. */
        RetentionView: {
            /**
             * Format: int32
             * @description So many days after it ended, a generation is deleted.
             */
            historyDays?: number;
            /**
             * Format: int32
             * @description So many days after its person was last seen, an account without bought credits is inactive: the person is
             *     told once, and then it is deleted.
             */
            inactiveDays?: number;
            /**
             * Format: int32
             * @description From the telling to the deletion.
             */
            noticeDays?: number;
        };
        /** @description How to sign a person in; not in the part `library`. */
        SignInView: {
            /**
             * @description With `POST /dev/sign-in`, on a development machine. Then there is nothing else here.
             * @enum {boolean}
             */
            development?: true;
            /**
             * Format: uri
             * @description The issuer's address for OpenID Connect.
             */
            authority?: string;
            /** @description Of the website's own registration. */
            clientId?: string;
            /** @description To ask for to get a token for this API. */
            scope?: string;
        };
        CatalogKind: {
            kind: components["schemas"]["GenerationKind"];
            /**
             * Format: int64
             * @description The most that is reserved, of text-to-image for each picture of the dearest quality and size. The route that
             *     serves charges its own price.
             */
            maxPriceCredits: number;
            images?: components["schemas"]["CatalogImages"];
            /** @description In the order in which they are asked. */
            routes: components["schemas"]["CatalogRoute"][];
        };
        CatalogRoute: {
            provider: string;
            model: string;
            /**
             * Format: int32
             * @description Of text-to-image for each picture.
             */
            priceCredits: number;
            /** @description Of text-to-image, in place of `priceCredits` where a picture's quality and size decide. */
            pictures?: components["schemas"]["CatalogPicturePrice"][];
            /** @description Of text-to-image, the target in whose language this model is asked. */
            target?: components["schemas"]["PromptTarget"];
        };
        /** @description What one picture of a quality costs. The first one counts that is large enough. */
        CatalogPicturePrice: {
            /** @enum {string} */
            quality: "low" | "medium" | "high";
            /**
             * Format: int32
             * @description Of the largest picture; absent of any.
             */
            maxPixels?: number;
            /** Format: int32 */
            priceCredits: number;
        };
        /** @description Of text-to-image, what can be asked of a picture. */
        CatalogImages: {
            /**
             * @description What is asked for, and paid, where `controls.quality` is left out.
             * @enum {string}
             */
            usualQuality?: "low" | "medium" | "high";
            /**
             * Format: int32
             * @description Pictures a request, in `controls.variations`.
             */
            maxCount: number;
            /** @description Words of `controls.quality` that are settings. Any other one becomes part of the prompt. */
            qualities: string[];
            targets: components["schemas"]["CatalogPainter"][];
        };
        CatalogPainter: {
            id: components["schemas"]["PromptTarget"];
            /** @description Any other ratio becomes the nearest of these. */
            sizes: components["schemas"]["CatalogSize"][];
        };
        CatalogSize: {
            ratio: string;
            /** @example 1536x1024 */
            pixels?: string;
        };
        CatalogTarget: {
            id: components["schemas"]["PromptTarget"];
            name: string;
            form: components["schemas"]["PromptForm"];
            negatives: components["schemas"]["NegativeMode"];
            unit: components["schemas"]["BudgetUnit"];
            /**
             * Format: int32
             * @description The largest prompt.
             */
            limit: number;
            countKind: components["schemas"]["CountKind"];
            /**
             * Format: int32
             * @description The largest negative text, where the target bounds it.
             */
            negativeLimit?: number;
            /**
             * Format: int32
             * @description The most images a request makes, where the target bounds it.
             */
            mostImages?: number;
            /** @description Parts of the prompt can be weighed. */
            weights: boolean;
            /** @description Reads color codes. */
            hexColors: boolean;
            /** @description Empty where any whole numbers will do. */
            ratios: string[];
            /** @description What a person should know before choosing it. */
            notice?: string;
            /** @description The service is gone. Its prompts are still read and written; such targets are listed last. */
            retired?: boolean;
            /**
             * Format: uri
             * @description The page its rules come from.
             */
            reference: string;
        };
        /** @enum {string} */
        PromptForm: "phrases" | "tags" | "prose" | "json";
        /**
         * @description Where unwanted things go: a second text `field`, a `flag` in the prompt, or nowhere: then the opposite is said in
         *     words (`rewrite`).
         * @enum {string}
         */
        NegativeMode: "field" | "flag" | "rewrite";
        CatalogLibrary: {
            styles: components["schemas"]["CatalogEntries"];
            media: components["schemas"]["CatalogEntries"];
            lightings: components["schemas"]["CatalogEntries"];
            compositions: components["schemas"]["CatalogEntries"];
            cameras: components["schemas"]["CatalogEntries"];
            palettes: components["schemas"]["CatalogEntries"];
            moods: components["schemas"]["CatalogEntries"];
            ratios: components["schemas"]["CatalogEntries"];
        };
        CatalogEntries: components["schemas"]["CatalogEntry"][];
        CatalogEntry: {
            id: string;
            name: string;
            /** @description Other names that are understood. */
            aliases: string[];
            /** @description Of a palette. */
            colors?: components["schemas"]["NamedColor"][];
        };
        NamedColor: {
            name: string;
            hex: string;
        };
        /** @description Lengths in UTF-16 units, sizes in bytes and pixels. */
        CatalogLimits: {
            /** Format: int32 */
            ideaLength: number;
            /** Format: int32 */
            promptTextLength: number;
            /** Format: int32 */
            structuredPromptBytes: number;
            /** Format: int32 */
            uploadBytes: number;
            /** Format: int64 */
            uploadPixels: number;
            /** Format: int32 */
            uploadSide: number;
            /** Format: int32 */
            concurrentGenerations: number;
            account: components["schemas"]["CatalogRate"];
            address: components["schemas"]["CatalogRate"];
            /** @description Of `/prompts/…` together, by client address, counted apart from `address`. */
            prompts?: components["schemas"]["CatalogRate"];
        };
        CatalogRate: {
            /** Format: int32 */
            requests: number;
            /** Format: int32 */
            windowSeconds: number;
        };
        /**
         * @description One picture described once. Every target's prompt follows from it. In a request a value has at most 4,000
         *     characters, an id or name 200, a list 50 items, and all texts together 32 KiB.
         */
        StructuredPrompt: {
            /**
             * Format: int32
             * @description Raised when a field changes its meaning.
             */
            schemaVersion?: number;
            /** @description The generation that this one was made from. */
            parentId?: string;
            idea?: components["schemas"]["IdeaText"];
            verbatim?: components["schemas"]["VerbatimPrompt"];
            title?: string;
            summary?: string;
            subjects?: components["schemas"]["Subject"][];
            setting?: components["schemas"]["Setting"];
            relations?: components["schemas"]["Slots"];
            medium?: components["schemas"]["Slot"];
            styles?: components["schemas"]["Slots"];
            contentClass?: components["schemas"]["ContentClass"];
            composition?: components["schemas"]["Composition"];
            camera?: components["schemas"]["Camera"];
            lighting?: components["schemas"]["Lighting"];
            video?: components["schemas"]["Video"];
            mood?: components["schemas"]["Slots"];
            palette?: components["schemas"]["PaletteColor"][];
            /** @description Writing that must appear in the picture. */
            text?: components["schemas"]["TextElement"][];
            aspectRatio?: components["schemas"]["AspectRatio"];
            quality?: components["schemas"]["Slot"];
            detail?: components["schemas"]["DetailLevel"];
            /**
             * Format: int32
             * @description 0 is 1.
             */
            variations?: number;
            /** Format: int64 */
            seed?: number;
            negatives?: components["schemas"]["Negative"][];
            parameters?: components["schemas"]["ToolParameter"][];
        };
        Slots: components["schemas"]["Slot"][];
        /** @description One value and where it came from. */
        Slot: {
            value: string;
            source: components["schemas"]["SlotSource"];
            confidence?: number;
            /** @description The library entry that the value stands for. */
            entryId?: string;
            /** @description The words stand in a subject's phrase already. */
            inline?: boolean;
        };
        /**
         * @description Who put the words in. What the user wrote is never dropped silently.
         * @enum {string}
         */
        SlotSource: "user" | "library" | "metadata" | "detected" | "model";
        /** @enum {string} */
        ContentClass: "photo" | "art";
        IdeaText: {
            original: string;
            /** @description BCP 47, or und when it cannot be told. */
            language?: string;
            english?: string;
            /** @description The text was not taken apart and stands whole in the subject. */
            keptWhole?: boolean;
            /** @description Words to the tool (“please make a picture of”), left out of every rendering. */
            request?: string;
        };
        /** @description For moving pictures. Targets of still ones leave it out and tell so. */
        Video: {
            shot?: components["schemas"]["Slot"];
            motion?: components["schemas"]["Slot"];
            cameraMove?: components["schemas"]["Slot"];
            duration?: components["schemas"]["Slot"];
        };
        /**
         * @description A finished prompt, pasted or found in a picture, character by character. A target of the same grammar gets exactly
         *     it; any other target gets each part carried over, or told in `dropped`.
         */
        VerbatimPrompt: {
            grammar: components["schemas"]["PromptGrammar"];
            prompt: string;
            negative?: string;
            source: components["schemas"]["SlotSource"];
            /** @description Paths of the slots that stand beside the text, such as styles[0]. All others describe the text. */
            added?: string[];
            /**
             * @description A checksum of the slots that describe the text. After one of them is changed it no longer fits, and renderings
             *     follow the slots. Send it back as it came.
             */
            slots?: string;
        };
        /**
         * @description How a prompt is written; prose is sentences, plain is words with no sign of any tool.
         * @enum {string}
         */
        PromptGrammar: "a1111" | "invokeAI" | "midjourney" | "ideogram" | "prose" | "plain";
        Subject: {
            phrase?: components["schemas"]["Slot"];
            noun?: components["schemas"]["Slot"];
            /** Format: int32 */
            count?: number;
            attributes?: components["schemas"]["Slots"];
            action?: components["schemas"]["Slot"];
            expression?: components["schemas"]["Slot"];
            wardrobe?: components["schemas"]["Slot"];
            material?: components["schemas"]["Slot"];
            box?: components["schemas"]["Box"];
            /** @description 1 is normal. */
            weight?: number;
        };
        /** @description Position in the picture, 0 to 1000 from the top left corner. */
        Box: {
            /** Format: int32 */
            top: number;
            /** Format: int32 */
            left: number;
            /** Format: int32 */
            bottom: number;
            /** Format: int32 */
            right: number;
        };
        Setting: {
            place?: components["schemas"]["Slot"];
            era?: components["schemas"]["Slot"];
            season?: components["schemas"]["Slot"];
            timeOfDay?: components["schemas"]["Slot"];
            weather?: components["schemas"]["Slot"];
            background?: components["schemas"]["Slot"];
        };
        Composition: {
            shotSize?: components["schemas"]["Slot"];
            angle?: components["schemas"]["Slot"];
            framing?: components["schemas"]["Slot"];
            viewpoint?: components["schemas"]["Slot"];
            depthOfField?: components["schemas"]["Slot"];
            negativeSpace?: components["schemas"]["Slot"];
        };
        Camera: {
            body?: components["schemas"]["Slot"];
            focalLength?: components["schemas"]["Slot"];
            aperture?: components["schemas"]["Slot"];
            shutter?: components["schemas"]["Slot"];
            filmStock?: components["schemas"]["Slot"];
        };
        Lighting: {
            source?: components["schemas"]["Slot"];
            quality?: components["schemas"]["Slot"];
            direction?: components["schemas"]["Slot"];
            temperature?: components["schemas"]["Slot"];
        };
        PaletteColor: {
            hex?: string;
            name: components["schemas"]["Slot"];
            /** @description The thing that has the color. */
            target?: string;
            /** @description Of the picture's area. */
            share?: number;
        };
        TextElement: {
            literal: components["schemas"]["Slot"];
            typeface?: components["schemas"]["Slot"];
            placement?: components["schemas"]["Slot"];
            box?: components["schemas"]["Box"];
        };
        AspectRatio: {
            /** Format: int32 */
            width: number;
            /** Format: int32 */
            height: number;
            source?: components["schemas"]["SlotSource"];
            entryId?: string;
        };
        Negative: {
            term: components["schemas"]["Slot"];
            /** @description What to write where a target takes no negatives. */
            positive?: string;
        };
        OrderRequest: {
            /** @description Id of a pack of the catalog. */
            pack: string;
        };
        SubscriptionRequest: {
            /** @description Id of a plan of the catalog. */
            plan: string;
        };
        PlanChangeBody: {
            /** @description Id of the plan of the catalog to change to. */
            plan: string;
        };
        /** @description As PayPal makes it; it is kept by id, type and times alone, and read from PayPal itself. */
        PayPalEvent: {
            [key: string]: unknown;
        };
        StoredEvent: {
            /** @constant */
            status: "stored";
        };
        CheckoutView: {
            id: components["schemas"]["Id"];
            /**
             * Format: uri
             * @description Where the person agrees to pay.
             */
            approveUrl: string;
        };
        OrderView: {
            id: components["schemas"]["Id"];
            status: components["schemas"]["OrderStatus"];
            pack: string;
            amount: components["schemas"]["AmountView"];
        };
        /** @enum {string} */
        OrderStatus: "created" | "approved" | "pending" | "completed" | "declined" | "abandoned";
        SubscriptionView: {
            id: components["schemas"]["Id"];
            status: components["schemas"]["SubscriptionViewStatus"];
            plan: string;
            amount: components["schemas"]["AmountView"];
        };
        /**
         * @description `past-due`: active, and a payment is outstanding; there are no credits for it until it is made.
         * @enum {string}
         */
        SubscriptionViewStatus: "approval-pending" | "active" | "past-due" | "suspended" | "cancelled" | "expired";
        AmountView: {
            /** @example 9.99 */
            value: string;
            currency: string;
        };
        BillingView: {
            records: components["schemas"]["BillingRecordView"][];
        };
        BillingRecordView: {
            /** @description Id of the pack or plan. */
            plan: string;
            amount: components["schemas"]["AmountView"];
            subscriptionStatus?: components["schemas"]["SubscriptionViewStatus"];
            refundOrDisputeStatus?: components["schemas"]["RefundOrDisputeStatus"];
            /** @description Of a subscription: its id, to cancel it by. */
            invoiceReference: string;
            providerCustomerId?: string;
        };
        /** @enum {string} */
        RefundOrDisputeStatus: "partially-refunded" | "refunded" | "dispute-open" | "dispute-won" | "dispute-lost";
        CatalogPack: {
            id: string;
            /**
             * Format: int64
             * @description They never expire.
             */
            credits: number;
            /** @example 9.99 */
            price: string;
            currency: string;
        };
        CatalogPlan: {
            id: string;
            /**
             * Format: int64
             * @description For each period; they expire with it.
             */
            credits: number;
            /** @example 9.99 */
            price: string;
            currency: string;
            /** Format: int32 */
            periodMonths: number;
        };
    };
    responses: {
        /** @description Nothing has changed. */
        NotModified: {
            headers: {
                ETag: components["headers"]["ETag"];
                RateLimit: components["headers"]["AddressRateLimit"];
                "RateLimit-Policy": components["headers"]["AddressRateLimitPolicy"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /**
         * @description There is no token, or it is forged, expired, or not for this API; or the account was deleted after its sign-in, and
         *     only a new sign-in opens another one.
         */
        Unauthorized: {
            headers: {
                "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "token-missing" | "token-invalid" | "signed-in-before-erasure";
                };
            };
        };
        /** @description The token does not name the app role that this needs. */
        RoleMissing: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "role-missing";
                };
            };
        };
        /** @description The token does not name the app role that this needs, the account is the caller's own, or it takes another person. */
        GrantForbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "role-missing" | "own-account" | "second-person-needed";
                };
            };
        };
        /** @description The token does not name the app role that this needs, or the account is the caller's own. */
        SupportForbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "role-missing" | "own-account";
                };
            };
        };
        /** @description An API token that was not made with the scope that this needs. */
        ScopeMissing: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "scope-missing";
                };
            };
        };
        /** @description Too many requests with this API token, or reads of this account, in this window; or more than eight event streams at once. */
        TokenLimited: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "rate-limited";
                };
            };
        };
        /** @description The account is being deleted and takes nothing new, or it was, and no other one has been asked for. */
        AccountClosing: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "account-closing" | "account-erased";
                };
            };
        };
        /** @description No account of the caller is held, and asking does not change that. */
        AccountNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "account-not-found";
                };
            };
        };
        /** @description A query parameter is unknown, repeated or wrong (errors `query-unknown`, `query-repeated`, `limit-invalid`, `cursor-invalid`, `kind-unknown`, `search-invalid`, `format-unknown`, `folder-too-long`). */
        QueryInvalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "request-invalid";
                };
            };
        };
        /** @description The caller has no such generation. */
        GenerationNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "generation-not-found";
                };
            };
        };
        /** @description The caller has no such favourite. */
        FavouriteNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "favourite-not-found";
                };
            };
        };
        /** @description The file. */
        Export: {
            headers: {
                "Content-Disposition": components["headers"]["ContentDisposition"];
                RateLimit: components["headers"]["TokenRateLimit"];
                "RateLimit-Policy": components["headers"]["TokenRateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example # a red fox in fresh snow
                 *     flux: A watercolor of a red fox in fresh snow.
                 */
                "text/plain": string;
                /**
                 * @example {
                 *       "1-save": {
                 *         "class_type": "SaveImage",
                 *         "inputs": {
                 *           "filename_prefix": "fox"
                 *         }
                 *       }
                 *     }
                 */
                "application/vnd.comfyui.workflow+json": {
                    [key: string]: unknown;
                };
                /**
                 * @example id,title,target,prompt
                 *     7zzy3n0c8k5w2v9r4m1hq6t0xd,a red fox in fresh snow,flux,A watercolor of a red fox in fresh snow.
                 */
                "text/csv": string;
                /**
                 * @example [
                 *       {
                 *         "id": "7zzy3n0c8k5w2v9r4m1hq6t0xd",
                 *         "title": "a red fox in fresh snow",
                 *         "createdAt": "2026-01-31T09:00:01+00:00",
                 *         "prompt": {
                 *           "subjects": [
                 *             {
                 *               "phrase": {
                 *                 "value": "a red fox in fresh snow",
                 *                 "source": "user"
                 *               }
                 *             }
                 *           ]
                 *         },
                 *         "renderings": {
                 *           "flux": {
                 *             "prompt": "A watercolor of a red fox in fresh snow.",
                 *             "parameters": [],
                 *             "count": 11,
                 *             "limit": 512,
                 *             "unit": "tokens",
                 *             "countKind": "estimated",
                 *             "dropped": [],
                 *             "warnings": []
                 *           }
                 *         }
                 *       }
                 *     ]
                 */
                "application/json": components["schemas"]["ExportedPrompt"][];
                /** @example {"high_level_description":"a red fox in fresh snow"} */
                "application/x-ndjson": string;
            };
        };
        /** @description A JSON body may have 64 KiB. */
        BodyTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "body-too-large";
                };
            };
        };
        /** @description The body must be application/json. */
        ContentTypeUnsupported: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "content-type-unsupported";
                };
            };
        };
        /**
         * @description Too many requests in this window, too many generations on the way, or (`refusal-slow-down`, generations only) too
         *     many refusals by the safety check: each pause is twice the last, up to an hour. Nothing was charged.
         */
        TooMany: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "rate-limited" | "too-many-generations" | "refusal-slow-down";
                };
            };
        };
        /** @description More than 30 requests of one account in a minute that make PayPal work. The limit is per instance of the service. */
        TooManyPayments: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "rate-limited";
                };
            };
        };
        /** @description Too many requests from this address in this window. The limit is per instance of the service. */
        TooManyFromAddress: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                RateLimit: components["headers"]["AddressRateLimit"];
                "RateLimit-Policy": components["headers"]["AddressRateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "rate-limited";
                };
            };
        };
        /**
         * @description The body is not valid. `request-invalid` tells every mistake in `errors`: `prompt-or-text`, `prompt-too-large`,
         *     `text-too-long`, `list-too-long`, `value-missing`, `number-out-of-range`, `hex-invalid`, `targets-empty`,
         *     `target-unknown`, `target-repeated`, `query-unknown`.
         */
        PromptInvalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "request-invalid" | "json-invalid" | "body-incomplete";
                };
            };
        };
        /**
         * @description The body is not valid. `request-invalid` tells every mistake in `errors`: `value-missing`, `text-too-long`,
         *     `targets-empty`, `target-unknown`, `target-repeated`, `query-unknown`.
         */
        PromptTextInvalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "request-invalid" | "json-invalid" | "body-incomplete";
                };
            };
        };
        /** @description The body is larger than the longest text can make it. */
        PromptTextTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "body-too-large";
                };
            };
        };
        /** @description The prompt describes something that no target may be asked for. */
        PromptTextRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "content-refused";
                };
            };
        };
        /** @description PayPal does not answer. Repeat the request with the same key; nothing is made twice. */
        PaymentProviderUnavailable: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "payment-provider-unavailable";
                };
            };
        };
        /** @description Something failed on our side. Nothing was charged for this request. */
        InternalError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "internal-error";
                };
            };
        };
    };
    parameters: {
        /**
         * @description The `ETag` of the answer that you have; while it is the same, the answer is 304.
         * @example "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
         */
        IfNoneMatch: string;
        /** @description The generation's `id`. */
        GenerationId: components["schemas"]["Id"];
        /**
         * @description Fresh for every new request, such as a UUID. 1 to 255 visible ASCII characters, bare or as a quoted
         *     string. It is scoped to the account.
         * @example 6f1c2a34-6a3e-4f61-9d2b-1f0b8f6b7c11
         */
        IdempotencyKey: string;
        /**
         * @description `txt` to read, `csv` for a spreadsheet (RFC 4180, a row for each prompt and target; a cell that would run as a
         *     formula starts with an apostrophe), `json` with everything, `a1111` the parameters text of Stable Diffusion
         *     tools, `ideogram-4` its own JSON, one prompt a line, `comfyui` a workflow of ComfyUI with a branch for each prompt.
         */
        Format: "txt" | "csv" | "json" | "a1111" | "ideogram-4" | "comfyui";
        /** @description Only this folder; empty for what lies in none. */
        Folder: string;
        /** @description From the page before; leave it out for the newest. */
        Cursor: string;
        /** @description Size of the page. */
        Limit: number;
    };
    requestBodies: never;
    headers: {
        /**
         * @description The path of the generation.
         * @example /api/generations/7zzy3n0c8k5w2v9r4m1hq6t0xd
         */
        Location: string;
        /** @description Where the erasure's status is. */
        ErasureLocation: "/api/account/erasure";
        /**
         * @description The path of the favourite.
         * @example /api/favourites/7zzy3n0c8k5w2v9r4m1hq6t0xd
         */
        FavouriteLocation: string;
        /**
         * @description The name of the file.
         * @example attachment; filename="favourites.csv"
         */
        ContentDisposition: string;
        /**
         * @description The wait that was granted (RFC 7240), when one was asked for.
         * @example wait=30
         */
        PreferenceApplied: string;
        /**
         * @description What is left of the account's window and the seconds until it ends (draft-ietf-httpapi-ratelimit-headers). Not sent when a key's earlier answer is repeated.
         * @example "account";r=119;t=60
         */
        RateLimit: string;
        /**
         * @description The account's limit and its window in seconds.
         * @example "account";q=120;w=60
         */
        RateLimitPolicy: string;
        /**
         * @description What is left of the address's window, and the seconds until it ends. The policy is called `address`, or `prompts` on
         *     `/prompts/…`, which are counted apart.
         * @example "address";r=119;t=60
         */
        AddressRateLimit: string;
        /**
         * @description The address's limit and its window in seconds.
         * @example "address";q=120;w=60
         */
        AddressRateLimitPolicy: string;
        /**
         * @description What is left of the account's requests that make PayPal work, and the seconds until the minute ends.
         * @example "payments";r=29;t=60
         */
        PaymentRateLimit: string;
        /**
         * @description The limit of one account's requests that make PayPal work, and its window in seconds.
         * @example "payments";q=30;w=60
         */
        PaymentRateLimitPolicy: string;
        /**
         * @description What is left of the window of an API token, or of an account's reads, and the seconds until it ends.
         * @example "token";r=119;t=60
         */
        TokenRateLimit: string;
        /**
         * @description The limit of the API token, or of the account's reads, and its window in seconds.
         * @example "token";q=120;w=60
         */
        TokenRateLimitPolicy: string;
        /**
         * @description Seconds after which the same request may pass.
         * @example 12
         */
        RetryAfter: number;
        /**
         * @description Changes when the answer does. Weak, since the answer may come compressed or not.
         * @example W/"0f1e2d3c4b5a69788796a5b4c3d2e1f0"
         */
        ETag: string;
        /** @description The way to authenticate. */
        WwwAuthenticate: "Bearer";
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    GetHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Everything works, or (`degraded`) all but a model route that is left alone for now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "degraded",
                     *       "dependencies": {
                     *         "tables": "healthy",
                     *         "blobs": "healthy"
                     *       },
                     *       "routes": [
                     *         {
                     *           "kind": "text-to-prompt",
                     *           "provider": "azure-openai",
                     *           "model": "gpt-4o",
                     *           "breaker": "open"
                     *         },
                     *         {
                     *           "kind": "text-to-prompt",
                     *           "provider": "embedded",
                     *           "model": "idea-1",
                     *           "breaker": "closed"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            500: components["responses"]["InternalError"];
            /** @description A dependency is down. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "unhealthy",
                     *       "dependencies": {
                     *         "tables": "unhealthy",
                     *         "blobs": "healthy"
                     *       },
                     *       "routes": []
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    GetLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "alive"
                     *     }
                     */
                    "application/json": components["schemas"]["Liveness"];
                };
            };
            500: components["responses"]["InternalError"];
        };
    };
    DevelopmentSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.org",
                 *       "roles": [
                 *         "support"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["DevelopmentSignInRequest"];
            };
        };
        responses: {
            /** @description A token of the development issuer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accessToken": "eyJhbGciOiJSUzI1NiIs…",
                     *       "tokenType": "Bearer",
                     *       "expiresIn": 28800
                     *     }
                     */
                    "application/json": components["schemas"]["AccessToken"];
                };
            };
            /** @description The body is not what is expected here (errors `email-invalid`, `role-unknown`, `json-invalid`). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request-invalid" | "json-invalid" | "body-incomplete";
                    };
                };
            };
            /** @description Development sign-in is off. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not-found";
                    };
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["ContentTypeUnsupported"];
            500: components["responses"]["InternalError"];
        };
    };
    GetCatalog: {
        parameters: {
            query?: {
                /**
                 * @description `core`: all but the library, whose lists are then empty. `library`: the library and the limits alone; the other
                 *     lists are then empty. Left out, everything: four times as much as the core.
                 */
                part?: "core" | "library";
            };
            header?: {
                /**
                 * @description The `ETag` of the answer that you have; while it is the same, the answer is 304.
                 * @example "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Kinds, targets, the library and the limits. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["AddressRateLimit"];
                    "RateLimit-Policy": components["headers"]["AddressRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kinds": [
                     *         {
                     *           "kind": "text-to-prompt",
                     *           "maxPriceCredits": 1,
                     *           "routes": [
                     *             {
                     *               "provider": "embedded",
                     *               "model": "idea-1",
                     *               "priceCredits": 1
                     *             }
                     *           ]
                     *         },
                     *         {
                     *           "kind": "text-to-image",
                     *           "maxPriceCredits": 30,
                     *           "images": {
                     *             "maxCount": 4,
                     *             "qualities": [
                     *               "low",
                     *               "medium",
                     *               "high"
                     *             ],
                     *             "usualQuality": "medium",
                     *             "targets": [
                     *               {
                     *                 "id": "gpt-image",
                     *                 "sizes": [
                     *                   {
                     *                     "ratio": "1:1",
                     *                     "pixels": "1024x1024"
                     *                   },
                     *                   {
                     *                     "ratio": "3:2"
                     *                   }
                     *                 ]
                     *               }
                     *             ]
                     *           },
                     *           "routes": [
                     *             {
                     *               "provider": "azure-openai",
                     *               "model": "gpt-image-2",
                     *               "priceCredits": 10,
                     *               "pictures": [
                     *                 {
                     *                   "quality": "low",
                     *                   "priceCredits": 4
                     *                 },
                     *                 {
                     *                   "quality": "high",
                     *                   "priceCredits": 30
                     *                 }
                     *               ],
                     *               "target": "gpt-image"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "targets": [
                     *         {
                     *           "id": "flux",
                     *           "name": "FLUX.1",
                     *           "form": "prose",
                     *           "negatives": "rewrite",
                     *           "unit": "tokens",
                     *           "limit": 512,
                     *           "countKind": "estimated",
                     *           "weights": false,
                     *           "hexColors": false,
                     *           "ratios": [],
                     *           "reference": "https://huggingface.co/black-forest-labs/FLUX.1-dev"
                     *         }
                     *       ],
                     *       "library": {
                     *         "styles": [
                     *           {
                     *             "id": "watercolor",
                     *             "name": "watercolor",
                     *             "aliases": [
                     *               "watercolour",
                     *               "aquarelle"
                     *             ]
                     *           }
                     *         ],
                     *         "media": [],
                     *         "lightings": [
                     *           {
                     *             "id": "golden-hour",
                     *             "name": "golden hour",
                     *             "aliases": []
                     *           }
                     *         ],
                     *         "compositions": [],
                     *         "cameras": [],
                     *         "palettes": [
                     *           {
                     *             "id": "teal-orange",
                     *             "name": "teal and orange",
                     *             "aliases": [],
                     *             "colors": [
                     *               {
                     *                 "name": "teal",
                     *                 "hex": "#1F7A7A"
                     *               }
                     *             ]
                     *           }
                     *         ],
                     *         "moods": [],
                     *         "ratios": [
                     *           {
                     *             "id": "16-9",
                     *             "name": "16:9",
                     *             "aliases": [
                     *               "widescreen"
                     *             ]
                     *           }
                     *         ]
                     *       },
                     *       "limits": {
                     *         "ideaLength": 4000,
                     *         "promptTextLength": 32000,
                     *         "structuredPromptBytes": 32768,
                     *         "uploadBytes": 10485760,
                     *         "uploadPixels": 40000000,
                     *         "uploadSide": 12000,
                     *         "concurrentGenerations": 24,
                     *         "account": {
                     *           "requests": 120,
                     *           "windowSeconds": 60
                     *         },
                     *         "address": {
                     *           "requests": 120,
                     *           "windowSeconds": 60
                     *         },
                     *         "prompts": {
                     *           "requests": 600,
                     *           "windowSeconds": 60
                     *         }
                     *       },
                     *       "signIn": {
                     *         "development": true
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CatalogView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["QueryInvalid"];
            429: components["responses"]["TooManyFromAddress"];
            500: components["responses"]["InternalError"];
        };
    };
    ListExamples: {
        parameters: {
            query?: {
                /** @description Each word must begin a word of title, idea or tags; case and accents do not matter. */
                q?: string;
                /** @description Only examples with this tag. */
                tag?: string;
                /** @description Only examples shown in this target, and only its rendering. */
                target?: components["schemas"]["PromptTarget"];
                /** @description From the page before; leave it out for the newest. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Size of the page. */
                limit?: components["parameters"]["Limit"];
            };
            header?: {
                /**
                 * @description The `ETag` of the answer that you have; while it is the same, the answer is 304.
                 * @example "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of examples and the tags to choose from. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["AddressRateLimit"];
                    "RateLimit-Policy": components["headers"]["AddressRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "examples": [
                     *         {
                     *           "id": "snow-fox",
                     *           "title": "Fox in the snow",
                     *           "idea": "a red fox in the snow, no people, 16:9",
                     *           "controls": {
                     *             "detail": "full",
                     *             "seed": 1
                     *           },
                     *           "tags": [
                     *             "animal",
                     *             "photography",
                     *             "winter",
                     *             "negatives"
                     *           ],
                     *           "targets": [
                     *             "midjourney",
                     *             "flux",
                     *             "sdxl"
                     *           ],
                     *           "note": "One idea with a ratio and something unwanted: three ways to say the same.",
                     *           "renderings": {
                     *             "flux": {
                     *               "prompt": "A red fox in the snow. Wildlife photograph, in nature documentary style, with patient timing and crisp natural detail, full-body framing, eye-level view, shallow depth of field, 85mm lens. Low pale winter sun. Curious mood, a palette of snow white, frost gray, winter sky and bare branch. Animal alone in its surroundings.",
                     *               "parameters": [
                     *                 {
                     *                   "name": "width",
                     *                   "value": "1376"
                     *                 },
                     *                 {
                     *                   "name": "height",
                     *                   "value": "768"
                     *                 },
                     *                 {
                     *                   "name": "seed",
                     *                   "value": "1"
                     *                 }
                     *               ],
                     *               "count": 75,
                     *               "limit": 256,
                     *               "unit": "tokens",
                     *               "countKind": "estimated",
                     *               "dropped": [],
                     *               "warnings": [
                     *                 {
                     *                   "code": "negative-rewritten",
                     *                   "message": "“people” is to be absent; written as “animal alone in its surroundings”."
                     *                 }
                     *               ]
                     *             }
                     *           }
                     *         }
                     *       ],
                     *       "tags": {
                     *         "animal": 1,
                     *         "negatives": 1,
                     *         "photography": 1,
                     *         "winter": 1
                     *       },
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ExampleList"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description A query parameter is unknown, repeated or wrong (errors `query-unknown`, `query-repeated`, `limit-invalid`, `cursor-invalid`, `search-too-long`, `target-unknown`). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request-invalid";
                    };
                };
            };
            429: components["responses"]["TooManyFromAddress"];
            500: components["responses"]["InternalError"];
        };
    };
    GetExample: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the answer that you have; while it is the same, the answer is 304.
                 * @example "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description The example's `id`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The example. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["AddressRateLimit"];
                    "RateLimit-Policy": components["headers"]["AddressRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "snow-fox",
                     *       "title": "Fox in the snow",
                     *       "idea": "a red fox in the snow, no people, 16:9",
                     *       "controls": {
                     *         "detail": "full",
                     *         "seed": 1
                     *       },
                     *       "tags": [
                     *         "animal",
                     *         "photography",
                     *         "winter",
                     *         "negatives"
                     *       ],
                     *       "targets": [
                     *         "midjourney",
                     *         "flux",
                     *         "sdxl"
                     *       ],
                     *       "note": "One idea with a ratio and something unwanted: three ways to say the same.",
                     *       "renderings": {
                     *         "flux": {
                     *           "prompt": "A red fox in the snow. Wildlife photograph, in nature documentary style, with patient timing and crisp natural detail, full-body framing, eye-level view, shallow depth of field, 85mm lens. Low pale winter sun. Curious mood, a palette of snow white, frost gray, winter sky and bare branch. Animal alone in its surroundings.",
                     *           "parameters": [
                     *             {
                     *               "name": "width",
                     *               "value": "1376"
                     *             },
                     *             {
                     *               "name": "height",
                     *               "value": "768"
                     *             },
                     *             {
                     *               "name": "seed",
                     *               "value": "1"
                     *             }
                     *           ],
                     *           "count": 75,
                     *           "limit": 256,
                     *           "unit": "tokens",
                     *           "countKind": "estimated",
                     *           "dropped": [],
                     *           "warnings": [
                     *             {
                     *               "code": "negative-rewritten",
                     *               "message": "“people” is to be absent; written as “animal alone in its surroundings”."
                     *             }
                     *           ]
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ExampleView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["QueryInvalid"];
            /** @description There is no such example. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "example-not-found";
                    };
                };
            };
            429: components["responses"]["TooManyFromAddress"];
            500: components["responses"]["InternalError"];
        };
    };
    RenderPrompt: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "prompt": {
                 *         "subjects": [
                 *           {
                 *             "phrase": {
                 *               "value": "a red fox in the snow",
                 *               "source": "user"
                 *             }
                 *           }
                 *         ],
                 *         "aspectRatio": {
                 *           "width": 16,
                 *           "height": 9
                 *         },
                 *         "negatives": [
                 *           {
                 *             "term": {
                 *               "value": "people",
                 *               "source": "user"
                 *             }
                 *           }
                 *         ]
                 *       },
                 *       "targets": [
                 *         "midjourney",
                 *         "flux"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["RenderRequest"];
            };
        };
        responses: {
            /** @description A rendering for each target. */
            200: {
                headers: {
                    RateLimit: components["headers"]["AddressRateLimit"];
                    "RateLimit-Policy": components["headers"]["AddressRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "renderings": {
                     *         "midjourney": {
                     *           "prompt": "a red fox in the snow --ar 16:9 --no people",
                     *           "parameters": [],
                     *           "count": 6,
                     *           "limit": 60,
                     *           "unit": "words",
                     *           "countKind": "exact",
                     *           "dropped": [],
                     *           "warnings": []
                     *         },
                     *         "flux": {
                     *           "prompt": "A watercolor of a red fox in fresh snow.",
                     *           "parameters": [],
                     *           "count": 11,
                     *           "limit": 512,
                     *           "unit": "tokens",
                     *           "countKind": "estimated",
                     *           "dropped": [],
                     *           "warnings": []
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["RenderedPrompt"];
                };
            };
            400: components["responses"]["PromptInvalid"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["ContentTypeUnsupported"];
            422: components["responses"]["PromptTextRefused"];
            429: components["responses"]["TooManyFromAddress"];
            500: components["responses"]["InternalError"];
        };
    };
    LintPrompt: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "a fox at golden hour, midnight --ar 16:9 --colour red",
                 *       "target": "midjourney"
                 *     }
                 */
                "application/json": components["schemas"]["LintRequest"];
            };
        };
        responses: {
            /** @description The findings, first those about the whole, then in the order of the text. None is an empty list. */
            200: {
                headers: {
                    RateLimit: components["headers"]["AddressRateLimit"];
                    "RateLimit-Policy": components["headers"]["AddressRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "findings": [
                     *         {
                     *           "code": "contradiction",
                     *           "severity": "warning",
                     *           "message": "“golden hour” and “midnight” exclude each other; keep one.",
                     *           "start": 22,
                     *           "length": 8
                     *         },
                     *         {
                     *           "code": "parameter-unknown",
                     *           "severity": "error",
                     *           "message": "Midjourney knows no --colour.",
                     *           "start": 41,
                     *           "length": 12
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["LintedPrompt"];
                };
            };
            400: components["responses"]["PromptInvalid"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["ContentTypeUnsupported"];
            422: components["responses"]["PromptTextRefused"];
            429: components["responses"]["TooManyFromAddress"];
            500: components["responses"]["InternalError"];
        };
    };
    ParsePrompt: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "lighthouse in a storm, golden hour --ar 16:9 --no people --v 7"
                 *     }
                 */
                "application/json": components["schemas"]["ParseRequest"];
            };
        };
        responses: {
            /** @description The parts. */
            200: {
                headers: {
                    RateLimit: components["headers"]["AddressRateLimit"];
                    "RateLimit-Policy": components["headers"]["AddressRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "grammar": "midjourney",
                     *       "confidence": 1,
                     *       "prompt": {
                     *         "schemaVersion": 1,
                     *         "subjects": [
                     *           {
                     *             "phrase": {
                     *               "value": "lighthouse in a storm",
                     *               "source": "user",
                     *               "confidence": 1
                     *             },
                     *             "attributes": [],
                     *             "weight": 1
                     *           }
                     *         ],
                     *         "aspectRatio": {
                     *           "width": 16,
                     *           "height": 9,
                     *           "source": "user"
                     *         },
                     *         "negatives": [
                     *           {
                     *             "term": {
                     *               "value": "people",
                     *               "source": "user",
                     *               "confidence": 1
                     *             }
                     *           }
                     *         ]
                     *       },
                     *       "understood": [
                     *         {
                     *           "path": "subjects[0]",
                     *           "value": "lighthouse in a storm"
                     *         },
                     *         {
                     *           "path": "aspectRatio",
                     *           "value": "16:9"
                     *         },
                     *         {
                     *           "path": "negatives[0]",
                     *           "value": "people"
                     *         }
                     *       ],
                     *       "unparsed": [
                     *         {
                     *           "text": "--v 7",
                     *           "reason": "parameter-unknown"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ParseView"];
                };
            };
            400: components["responses"]["PromptTextInvalid"];
            413: components["responses"]["PromptTextTooLarge"];
            415: components["responses"]["ContentTypeUnsupported"];
            422: components["responses"]["PromptTextRefused"];
            429: components["responses"]["TooManyFromAddress"];
            500: components["responses"]["InternalError"];
        };
    };
    ConvertPrompt: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "lighthouse in a storm --ar 16:9 --no people",
                 *       "from": "midjourney",
                 *       "to": [
                 *         "sdxl",
                 *         "flux"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ConvertRequest"];
            };
        };
        responses: {
            /** @description The parts, and the prompt in each target's own language. */
            200: {
                headers: {
                    RateLimit: components["headers"]["AddressRateLimit"];
                    "RateLimit-Policy": components["headers"]["AddressRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "grammar": "midjourney",
                     *       "confidence": 1,
                     *       "prompt": {
                     *         "schemaVersion": 1,
                     *         "subjects": [
                     *           {
                     *             "phrase": {
                     *               "value": "lighthouse in a storm",
                     *               "source": "user",
                     *               "confidence": 1
                     *             },
                     *             "attributes": [],
                     *             "weight": 1
                     *           }
                     *         ],
                     *         "aspectRatio": {
                     *           "width": 16,
                     *           "height": 9,
                     *           "source": "user"
                     *         },
                     *         "negatives": [
                     *           {
                     *             "term": {
                     *               "value": "people",
                     *               "source": "user",
                     *               "confidence": 1
                     *             }
                     *           }
                     *         ]
                     *       },
                     *       "understood": [
                     *         {
                     *           "path": "subjects[0]",
                     *           "value": "lighthouse in a storm"
                     *         }
                     *       ],
                     *       "unparsed": [],
                     *       "renderings": {
                     *         "flux": {
                     *           "prompt": "A watercolor of a red fox in fresh snow.",
                     *           "parameters": [],
                     *           "count": 11,
                     *           "limit": 512,
                     *           "unit": "tokens",
                     *           "countKind": "estimated",
                     *           "dropped": [],
                     *           "warnings": []
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ParseView"];
                };
            };
            400: components["responses"]["PromptTextInvalid"];
            413: components["responses"]["PromptTextTooLarge"];
            415: components["responses"]["ContentTypeUnsupported"];
            422: components["responses"]["PromptTextRefused"];
            429: components["responses"]["TooManyFromAddress"];
            500: components["responses"]["InternalError"];
        };
    };
    PreviewPrompt: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "idea": "please draw me a red fox in fresh snow",
                 *       "targets": [
                 *         "flux"
                 *       ],
                 *       "lint": true,
                 *       "spans": true
                 *     }
                 */
                "application/json": components["schemas"]["PreviewRequest"];
            };
        };
        responses: {
            /** @description The prompt, and a rendering for each target. */
            200: {
                headers: {
                    RateLimit: components["headers"]["AddressRateLimit"];
                    "RateLimit-Policy": components["headers"]["AddressRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "prompt": {
                     *         "idea": {
                     *           "original": "please draw me a red fox in fresh snow",
                     *           "language": "en",
                     *           "keptWhole": false
                     *         },
                     *         "subjects": [
                     *           {
                     *             "phrase": {
                     *               "value": "a red fox in fresh snow",
                     *               "source": "user"
                     *             }
                     *           }
                     *         ]
                     *       },
                     *       "renderings": {
                     *         "flux": {
                     *           "prompt": "A red fox in fresh snow.",
                     *           "parameters": [],
                     *           "count": 7,
                     *           "limit": 512,
                     *           "unit": "tokens",
                     *           "countKind": "estimated",
                     *           "dropped": [],
                     *           "warnings": [],
                     *           "spans": [
                     *             {
                     *               "start": 0,
                     *               "length": 23,
                     *               "path": "subjects[0]"
                     *             }
                     *           ]
                     *         }
                     *       },
                     *       "findings": []
                     *     }
                     */
                    "application/json": components["schemas"]["PreviewView"];
                };
            };
            /**
             * @description The body is not valid. `request-invalid` tells every mistake in `errors`: `idea-missing`, `idea-too-long`,
             *     `control-invalid`, `targets-empty`, `target-unknown`, `target-repeated`, and those of a template that
             *     `POST /generations` names.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request-invalid" | "json-invalid" | "body-incomplete";
                    };
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["ContentTypeUnsupported"];
            422: components["responses"]["PromptTextRefused"];
            /** @description Too many requests from this address in this window, or (`preview-limited`) no added detail left today. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    RateLimit: components["headers"]["AddressRateLimit"];
                    "RateLimit-Policy": components["headers"]["AddressRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "rate-limited" | "preview-limited";
                    };
                };
            };
            500: components["responses"]["InternalError"];
        };
    };
    RecoverPrompt: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "texts": {
                 *         "parameters": "a lighthouse in a storm\nNegative prompt: people\nSteps: 20, Sampler: Euler, Seed: 1"
                 *       },
                 *       "targets": [
                 *         "sdxl"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["RecoverRequest"];
            };
        };
        responses: {
            /** @description The prompt exactly as it was written, or that there is none. */
            200: {
                headers: {
                    RateLimit: components["headers"]["AddressRateLimit"];
                    "RateLimit-Policy": components["headers"]["AddressRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "found": false
                     *     }
                     */
                    "application/json": components["schemas"]["RecoverView"];
                };
            };
            /**
             * @description The body is not valid (errors `value-missing`, `list-too-long`, `targets-empty`, `target-unknown`,
             *     `target-repeated`).
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request-invalid" | "json-invalid" | "body-incomplete";
                    };
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["ContentTypeUnsupported"];
            422: components["responses"]["PromptTextRefused"];
            429: components["responses"]["TooManyFromAddress"];
            500: components["responses"]["InternalError"];
        };
    };
    GetAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account. */
            200: {
                headers: {
                    RateLimit: components["headers"]["TokenRateLimit"];
                    "RateLimit-Policy": components["headers"]["TokenRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "a0f1e2d3c4b5a69788796a5b4c3d2e1f0",
                     *       "email": "ada@example.org",
                     *       "emailHeld": true,
                     *       "createdAt": "2026-01-31T09:00:00+00:00",
                     *       "credits": {
                     *         "balance": 49,
                     *         "reserved": 0,
                     *         "available": 49,
                     *         "debt": 0,
                     *         "lots": [
                     *           {
                     *             "origin": "signUp",
                     *             "amount": 50,
                     *             "remaining": 49,
                     *             "grantedAt": "2026-01-31T09:00:00+00:00"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            400: components["responses"]["QueryInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ScopeMissing"];
            409: components["responses"]["AccountClosing"];
            429: components["responses"]["TokenLimited"];
            500: components["responses"]["InternalError"];
        };
    };
    OpenAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "a0f1e2d3c4b5a69788796a5b4c3d2e1f0",
                     *       "email": "ada@example.org",
                     *       "emailHeld": true,
                     *       "createdAt": "2026-01-31T09:00:00+00:00",
                     *       "credits": {
                     *         "balance": 50,
                     *         "reserved": 0,
                     *         "available": 50,
                     *         "debt": 0,
                     *         "lots": [
                     *           {
                     *             "origin": "signUp",
                     *             "amount": 50,
                     *             "remaining": 50,
                     *             "grantedAt": "2026-01-31T09:00:00+00:00"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            400: components["responses"]["QueryInvalid"];
            401: components["responses"]["Unauthorized"];
            409: components["responses"]["AccountClosing"];
            500: components["responses"]["InternalError"];
        };
    };
    DeleteAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "confirm": "delete my account"
                 *     }
                 */
                "application/json": components["schemas"]["ErasureRequest"];
            };
        };
        responses: {
            /** @description It is on its way, or done. Its status is at `Location`. */
            202: {
                headers: {
                    Location: components["headers"]["ErasureLocation"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "erasure-a0f1e2d3c4b5a69788796a5b4c3d2e1f0",
                     *       "status": "running"
                     *     }
                     */
                    "application/json": components["schemas"]["ErasureView"];
                };
            };
            /** @description It is not confirmed in the exact words (error `confirmation-missing`), or the body is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request-invalid" | "json-invalid" | "body-incomplete";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["AccountNotFound"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["ContentTypeUnsupported"];
            500: components["responses"]["InternalError"];
        };
    };
    GetErasure: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its status. */
            200: {
                headers: {
                    RateLimit: components["headers"]["TokenRateLimit"];
                    "RateLimit-Policy": components["headers"]["TokenRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "erasure-a0f1e2d3c4b5a69788796a5b4c3d2e1f0",
                     *       "status": "done"
                     *     }
                     */
                    "application/json": components["schemas"]["ErasureView"];
                };
            };
            400: components["responses"]["QueryInvalid"];
            401: components["responses"]["Unauthorized"];
            /** @description None was asked for, or it was so long ago that it is forgotten. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "erasure-not-found";
                    };
                };
            };
            429: components["responses"]["TokenLimited"];
            500: components["responses"]["InternalError"];
        };
    };
    ExportAccount: {
        parameters: {
            query?: {
                /** @description Left out, what `Accept` asks for, or JSON. */
                format?: "json" | "zip";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. The ZIP holds the document as `account.json` and each picture under its container. */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["ContentDisposition"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "exportedAt": "2026-01-31T09:00:00+00:00",
                     *       "accountId": "a0f1e2d3c4b5a69788796a5b4c3d2e1f0",
                     *       "account": [
                     *         {
                     *           "rowKey": "account",
                     *           "balance": 49
                     *         }
                     *       ],
                     *       "ledger": [
                     *         {
                     *           "rowKey": "ledger-1",
                     *           "type": "grant",
                     *           "amount": 50
                     *         }
                     *       ],
                     *       "pictures": []
                     *     }
                     */
                    "application/json": components["schemas"]["AccountExport"];
                    "application/zip": unknown;
                };
            };
            400: components["responses"]["QueryInvalid"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["AccountNotFound"];
            409: components["responses"]["AccountClosing"];
            /** @description Five exports a day. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "export-limited";
                    };
                };
            };
            500: components["responses"]["InternalError"];
        };
    };
    GetLedger: {
        parameters: {
            query?: {
                /** @description From the page before; leave it out for the newest. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Size of the page. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries. */
            200: {
                headers: {
                    RateLimit: components["headers"]["TokenRateLimit"];
                    "RateLimit-Policy": components["headers"]["TokenRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "entries": [
                     *         {
                     *           "sequence": 2,
                     *           "type": "charge",
                     *           "amount": -1,
                     *           "balanceBefore": 50,
                     *           "balanceAfter": 49,
                     *           "reference": "7zzy3n0c8k5w2v9r4m1hq6t0xd",
                     *           "referenceKind": "generation",
                     *           "lotId": "sign-up",
                     *           "at": "2026-01-31T09:00:01.25Z"
                     *         },
                     *         {
                     *           "sequence": 1,
                     *           "type": "grant",
                     *           "amount": 50,
                     *           "balanceBefore": 0,
                     *           "balanceAfter": 50,
                     *           "reference": "sign-up",
                     *           "referenceKind": "signUp",
                     *           "lotId": "sign-up",
                     *           "at": "2026-01-31T09:00:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["LedgerPage"];
                };
            };
            400: components["responses"]["QueryInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ScopeMissing"];
            409: components["responses"]["AccountClosing"];
            429: components["responses"]["TokenLimited"];
            500: components["responses"]["InternalError"];
        };
    };
    ListTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, oldest first. */
            200: {
                headers: {
                    RateLimit: components["headers"]["TokenRateLimit"];
                    "RateLimit-Policy": components["headers"]["TokenRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tokens": [
                     *         {
                     *           "id": "7zzy3n0c8k5w2v9r4m1hq6t0xd",
                     *           "name": "my workflow",
                     *           "scopes": [
                     *             "generate",
                     *             "read"
                     *           ],
                     *           "createdAt": "2026-01-31T09:00:00+00:00"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TokenList"];
                };
            };
            400: components["responses"]["QueryInvalid"];
            401: components["responses"]["Unauthorized"];
            409: components["responses"]["AccountClosing"];
            429: components["responses"]["TokenLimited"];
            500: components["responses"]["InternalError"];
        };
    };
    CreateToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "my workflow",
                 *       "scopes": [
                 *         "generate",
                 *         "read"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["TokenRequest"];
            };
        };
        responses: {
            /** @description Made. `token` is shown this once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7zzy3n0c8k5w2v9r4m1hq6t0xd",
                     *       "name": "my workflow",
                     *       "scopes": [
                     *         "generate",
                     *         "read"
                     *       ],
                     *       "createdAt": "2026-01-31T09:00:00+00:00",
                     *       "token": "apg_a0f1e2d3c4b5a69788796a5b4c3d2e1f0_7zzy3n0c8k5w2v9r4m1hq6t0xd_…"
                     *     }
                     */
                    "application/json": components["schemas"]["TokenView"];
                };
            };
            /** @description The body is not valid (errors `value-missing`, `token-name-invalid`, `scope-unknown`). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request-invalid" | "json-invalid" | "body-incomplete";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description There are ten already, or the account is being deleted. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "tokens-full" | "account-closing" | "account-erased";
                    };
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["ContentTypeUnsupported"];
            500: components["responses"]["InternalError"];
        };
    };
    RevokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token's `id`. */
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It works no more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["QueryInvalid"];
            401: components["responses"]["Unauthorized"];
            /** @description The account has no such token. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "token-not-found";
                    };
                };
            };
            409: components["responses"]["AccountClosing"];
            500: components["responses"]["InternalError"];
        };
    };
    GetBilling: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Subscriptions, then payments, newest first. */
            200: {
                headers: {
                    RateLimit: components["headers"]["TokenRateLimit"];
                    "RateLimit-Policy": components["headers"]["TokenRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "records": [
                     *         {
                     *           "plan": "monthly",
                     *           "amount": {
                     *             "value": "5.00",
                     *             "currency": "EUR"
                     *           },
                     *           "subscriptionStatus": "active",
                     *           "invoiceReference": "7zzy3n0c8k5w2v9r4m1hq6t0xd"
                     *         },
                     *         {
                     *           "plan": "small",
                     *           "amount": {
                     *             "value": "9.99",
                     *             "currency": "EUR"
                     *           },
                     *           "invoiceReference": "3C679366HH908993F"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["BillingView"];
                };
            };
            400: components["responses"]["QueryInvalid"];
            401: components["responses"]["Unauthorized"];
            /** @description Paid plans are off. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not-found";
                    };
                };
            };
            429: components["responses"]["TokenLimited"];
            500: components["responses"]["InternalError"];
        };
    };
    CreateOrder: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Fresh for every new request, such as a UUID. 1 to 255 visible ASCII characters, bare or as a quoted
                 *     string. It is scoped to the account.
                 * @example 6f1c2a34-6a3e-4f61-9d2b-1f0b8f6b7c11
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "pack": "small"
                 *     }
                 */
                "application/json": components["schemas"]["OrderRequest"];
            };
        };
        responses: {
            /** @description The order; the same one for the same key. */
            201: {
                headers: {
                    RateLimit: components["headers"]["PaymentRateLimit"];
                    "RateLimit-Policy": components["headers"]["PaymentRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7zzy3n0c8k5w2v9r4m1hq6t0xd",
                     *       "approveUrl": "https://www.paypal.com/checkoutnow?token=5O190127TN364715T"
                     *     }
                     */
                    "application/json": components["schemas"]["CheckoutView"];
                };
            };
            /** @description The body or key is not valid (error `pack-unknown`). A price is never taken from a client. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request-invalid" | "json-invalid" | "body-incomplete" | "idempotency-key-missing" | "idempotency-key-invalid";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description Paid plans are off. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not-found";
                    };
                };
            };
            409: components["responses"]["AccountClosing"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["ContentTypeUnsupported"];
            /** @description The key was used for something else. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "idempotency-key-reused";
                    };
                };
            };
            429: components["responses"]["TooManyPayments"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["PaymentProviderUnavailable"];
        };
    };
    CaptureOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The order's `id`. */
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Paid; the credits are there. */
            200: {
                headers: {
                    RateLimit: components["headers"]["PaymentRateLimit"];
                    "RateLimit-Policy": components["headers"]["PaymentRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7zzy3n0c8k5w2v9r4m1hq6t0xd",
                     *       "status": "completed",
                     *       "pack": "small",
                     *       "amount": {
                     *         "value": "9.99",
                     *         "currency": "EUR"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["OrderView"];
                };
            };
            /** @description PayPal looks at the payment first; the credits come when it is through. */
            202: {
                headers: {
                    RateLimit: components["headers"]["PaymentRateLimit"];
                    "RateLimit-Policy": components["headers"]["PaymentRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7zzy3n0c8k5w2v9r4m1hq6t0xd",
                     *       "status": "pending",
                     *       "pack": "small",
                     *       "amount": {
                     *         "value": "9.99",
                     *         "currency": "EUR"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["OrderView"];
                };
            };
            400: components["responses"]["QueryInvalid"];
            401: components["responses"]["Unauthorized"];
            /** @description The payment was declined. Nothing was charged. */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "payment-declined";
                    };
                };
            };
            /** @description Paid plans are off, or the caller has no such order. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not-found" | "order-not-found";
                    };
                };
            };
            /** @description It is not approved, a person has to look at it, or the account is being deleted: then PayPal is not asked. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "order-not-approved" | "payment-parked" | "account-closing" | "account-erased";
                    };
                };
            };
            429: components["responses"]["TooManyPayments"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["PaymentProviderUnavailable"];
        };
    };
    CreateSubscription: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Fresh for every new request, such as a UUID. 1 to 255 visible ASCII characters, bare or as a quoted
                 *     string. It is scoped to the account.
                 * @example 6f1c2a34-6a3e-4f61-9d2b-1f0b8f6b7c11
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "plan": "monthly"
                 *     }
                 */
                "application/json": components["schemas"]["SubscriptionRequest"];
            };
        };
        responses: {
            /** @description The subscription; the same one for the same key. */
            201: {
                headers: {
                    RateLimit: components["headers"]["PaymentRateLimit"];
                    "RateLimit-Policy": components["headers"]["PaymentRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7zzy3n0c8k5w2v9r4m1hq6t0xd",
                     *       "approveUrl": "https://www.paypal.com/checkoutnow?token=BA-8A802366G0648845Y"
                     *     }
                     */
                    "application/json": components["schemas"]["CheckoutView"];
                };
            };
            /** @description The body or key is not valid (error `plan-unknown`). A price is never taken from a client. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request-invalid" | "json-invalid" | "body-incomplete" | "idempotency-key-missing" | "idempotency-key-invalid";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description Paid plans are off. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not-found";
                    };
                };
            };
            /**
             * @description There is one already, one waits for consent (`subscription-pending`: two that wait could both be billed), or the
             *     account is being deleted.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "subscription-active" | "subscription-pending" | "account-closing" | "account-erased";
                    };
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["ContentTypeUnsupported"];
            /** @description The key was used for something else. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "idempotency-key-reused";
                    };
                };
            };
            429: components["responses"]["TooManyPayments"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["PaymentProviderUnavailable"];
        };
    };
    CancelSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The subscription's `id`. */
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    RateLimit: components["headers"]["PaymentRateLimit"];
                    "RateLimit-Policy": components["headers"]["PaymentRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7zzy3n0c8k5w2v9r4m1hq6t0xd",
                     *       "status": "cancelled",
                     *       "plan": "monthly",
                     *       "amount": {
                     *         "value": "5.00",
                     *         "currency": "EUR"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SubscriptionView"];
                };
            };
            400: components["responses"]["QueryInvalid"];
            401: components["responses"]["Unauthorized"];
            /** @description Paid plans are off, or the caller has no such subscription. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not-found" | "subscription-not-found";
                    };
                };
            };
            429: components["responses"]["TooManyPayments"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["PaymentProviderUnavailable"];
        };
    };
    ChangePlan: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Fresh for every new request, such as a UUID. 1 to 255 visible ASCII characters, bare or as a quoted
                 *     string. It is scoped to the account.
                 * @example 6f1c2a34-6a3e-4f61-9d2b-1f0b8f6b7c11
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The subscription's `id`. */
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "plan": "large"
                 *     }
                 */
                "application/json": components["schemas"]["PlanChangeBody"];
            };
        };
        responses: {
            /** @description Nobody has to agree, or somebody has since; the subscription is on that plan. */
            200: {
                headers: {
                    RateLimit: components["headers"]["PaymentRateLimit"];
                    "RateLimit-Policy": components["headers"]["PaymentRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7zzy3n0c8k5w2v9r4m1hq6t0xd",
                     *       "status": "active",
                     *       "plan": "large",
                     *       "amount": {
                     *         "value": "15.00",
                     *         "currency": "EUR"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SubscriptionView"];
                };
            };
            /** @description The person has yet to agree. The same key is the same wish, which PayPal may answer with another link. */
            202: {
                headers: {
                    RateLimit: components["headers"]["PaymentRateLimit"];
                    "RateLimit-Policy": components["headers"]["PaymentRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7zzy3n0c8k5w2v9r4m1hq6t0xd",
                     *       "approveUrl": "https://www.paypal.com/webapps/billing/subscriptions/update?ba_token=BA-2M539689T3856352J"
                     *     }
                     */
                    "application/json": components["schemas"]["CheckoutView"];
                };
            };
            /** @description The body or key is not valid (error `plan-unknown`). A price is never taken from a client. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request-invalid" | "json-invalid" | "body-incomplete" | "idempotency-key-missing" | "idempotency-key-invalid";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description Paid plans are off, or the caller has no such subscription. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not-found" | "subscription-not-found";
                    };
                };
            };
            /**
             * @description It is not active, owes a payment, is on that plan already, waits for consent to another change, or a person
             *     has to look at it; or PayPal refuses the change for good. The present plan stays.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "subscription-not-active" | "subscription-past-due" | "plan-unchanged" | "plan-change-pending" | "plan-change-refused" | "payment-parked";
                    };
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["ContentTypeUnsupported"];
            /** @description The key was used for something else. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "idempotency-key-reused";
                    };
                };
            };
            429: components["responses"]["TooManyPayments"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["PaymentProviderUnavailable"];
        };
    };
    ReceivePayPalWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "WH-58D329510W468432D-8HN650336L201105X",
                 *       "event_type": "PAYMENT.CAPTURE.COMPLETED",
                 *       "create_time": "2026-01-31T09:00:00Z",
                 *       "resource": {
                 *         "id": "3C679366HH908993F"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PayPalEvent"];
            };
        };
        responses: {
            /** @description Stored, now or before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "stored"
                     *     }
                     */
                    "application/json": components["schemas"]["StoredEvent"];
                };
            };
            /** @description It is no event, or older than any that is kept. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "webhook-invalid" | "webhook-too-old" | "body-incomplete";
                    };
                };
            };
            /** @description It is not signed by PayPal for this webhook, or far too old. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "webhook-signature-invalid";
                    };
                };
            };
            /** @description Paid plans are off. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not-found";
                    };
                };
            };
            413: components["responses"]["BodyTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description Webhooks are not set up, or PayPal's certificate cannot be had now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "webhooks-not-configured" | "payment-provider-unavailable";
                    };
                };
            };
        };
    };
    AddUpload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/*": unknown;
                "application/octet-stream": unknown;
                "multipart/form-data": {
                    /** @description The picture. The first file of the form is taken, whatever its name. */
                    file: string;
                };
            };
        };
        responses: {
            /** @description The picture is stored. Counts against the rate limit, as does a refused one. */
            201: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7zzy3n0b2f8k5w2v9r4m1hq6t0",
                     *       "width": 640,
                     *       "height": 427,
                     *       "format": "jpeg",
                     *       "expiresAt": "2026-02-01T09:00:00+00:00"
                     *     }
                     */
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description The body or form cannot be read (errors `multipart-invalid`, `file-missing`). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request-invalid" | "body-incomplete";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ScopeMissing"];
            /** @description The bytes did not all arrive within 90 seconds. A smaller picture will. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "upload-too-slow";
                    };
                };
            };
            409: components["responses"]["AccountClosing"];
            /** @description The picture is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "image-too-large" | "body-too-large";
                    };
                };
            };
            /** @description Neither the content type nor the bytes are a picture in an accepted format. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "content-type-unsupported" | "image-format-unsupported";
                    };
                };
            };
            /** @description The picture has no bytes, too many pixels, or is damaged. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "image-empty" | "image-too-many-pixels" | "image-unreadable";
                    };
                };
            };
            /** @description Too many requests in this window, or as many generations on the way as an account can have at all. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "rate-limited" | "too-many-generations";
                    };
                };
            };
            500: components["responses"]["InternalError"];
            /** @description Many large pictures are on their way at once; the same one may pass after `Retry-After`. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "uploads-busy";
                    };
                };
            };
        };
    };
    ListGenerations: {
        parameters: {
            query?: {
                /** @description From the page before; leave it out for the newest. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Size of the page. */
                limit?: components["parameters"]["Limit"];
                /** @description Only this kind. */
                kind?: components["schemas"]["GenerationKind"];
                /**
                 * @description Words that must all be in the idea or in a prompt that came of it; case and accents make no difference, and
                 *     a part of a word is enough. A search looks at 200 generations at a time, so a page may be short, or empty,
                 *     and still have a `cursor`: go on until there is none.
                 */
                q?: string;
                /** @description `summary`: each with a `summary` in place of `idea` and `result`, about a tenth of the size. */
                view?: "summary";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the history. */
            200: {
                headers: {
                    RateLimit: components["headers"]["TokenRateLimit"];
                    "RateLimit-Policy": components["headers"]["TokenRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "generations": [
                     *         {
                     *           "id": "7zzy3n0c8k5w2v9r4m1hq6t0xd",
                     *           "kind": "text-to-prompt",
                     *           "status": "succeeded",
                     *           "credits": {
                     *             "reserved": 0,
                     *             "charged": 1,
                     *             "balance": 49
                     *           },
                     *           "idea": "a red fox in fresh snow",
                     *           "route": {
                     *             "provider": "embedded",
                     *             "model": "idea-1"
                     *           },
                     *           "safety": {
                     *             "decision": "allowed",
                     *             "stage": "output",
                     *             "categories": []
                     *           },
                     *           "result": {
                     *             "prompt": {
                     *               "schemaVersion": 1,
                     *               "idea": {
                     *                 "original": "a red fox in fresh snow",
                     *                 "language": "en",
                     *                 "keptWhole": false
                     *               },
                     *               "subjects": [
                     *                 {
                     *                   "phrase": {
                     *                     "value": "a red fox in fresh snow",
                     *                     "source": "user",
                     *                     "confidence": 1
                     *                   },
                     *                   "attributes": [],
                     *                   "weight": 1
                     *                 }
                     *               ],
                     *               "setting": {},
                     *               "relations": [],
                     *               "styles": [],
                     *               "composition": {},
                     *               "camera": {},
                     *               "lighting": {},
                     *               "mood": [],
                     *               "palette": [],
                     *               "text": [],
                     *               "detail": "off",
                     *               "variations": 1,
                     *               "negatives": [],
                     *               "parameters": []
                     *             },
                     *             "renderings": {
                     *               "midjourney": {
                     *                 "prompt": "a red fox in fresh snow",
                     *                 "parameters": [],
                     *                 "count": 6,
                     *                 "limit": 60,
                     *                 "unit": "words",
                     *                 "countKind": "exact",
                     *                 "dropped": [],
                     *                 "warnings": []
                     *               }
                     *             }
                     *           },
                     *           "createdAt": "2026-01-31T09:00:01+00:00",
                     *           "completedAt": "2026-01-31T09:00:01.25+00:00"
                     *         }
                     *       ],
                     *       "cursor": "7zzy3n0c8k5w2v9r4m1hq6t0xd"
                     *     }
                     */
                    "application/json": components["schemas"]["GenerationPage"];
                };
            };
            400: components["responses"]["QueryInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ScopeMissing"];
            429: components["responses"]["TokenLimited"];
            500: components["responses"]["InternalError"];
        };
    };
    CreateGeneration: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Fresh for every new request, such as a UUID. 1 to 255 visible ASCII characters, bare or as a quoted
                 *     string. It is scoped to the account.
                 * @example 6f1c2a34-6a3e-4f61-9d2b-1f0b8f6b7c11
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description `wait=N`: wait up to N seconds (at most 60) for the end instead of answering at once. A preference that is
                 *     not understood is ignored.
                 * @example wait=30
                 */
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GenerationRequest"];
            };
        };
        responses: {
            /**
             * @description The generation has ended: within the time that `Prefer` gave, or because this key made it before. Read
             *     `status`; an end without a result is 200 too.
             */
            200: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7zzy3n0c8k5w2v9r4m1hq6t0xd",
                     *       "kind": "text-to-prompt",
                     *       "status": "succeeded",
                     *       "credits": {
                     *         "reserved": 0,
                     *         "charged": 1,
                     *         "balance": 49
                     *       },
                     *       "idea": "a red fox in fresh snow",
                     *       "route": {
                     *         "provider": "embedded",
                     *         "model": "idea-1"
                     *       },
                     *       "safety": {
                     *         "decision": "allowed",
                     *         "stage": "output",
                     *         "categories": []
                     *       },
                     *       "result": {
                     *         "prompt": {
                     *           "schemaVersion": 1,
                     *           "idea": {
                     *             "original": "a red fox in fresh snow",
                     *             "language": "en",
                     *             "keptWhole": false
                     *           },
                     *           "subjects": [
                     *             {
                     *               "phrase": {
                     *                 "value": "a red fox in fresh snow",
                     *                 "source": "user",
                     *                 "confidence": 1
                     *               },
                     *               "attributes": [],
                     *               "weight": 1
                     *             }
                     *           ],
                     *           "setting": {},
                     *           "relations": [],
                     *           "styles": [],
                     *           "composition": {},
                     *           "camera": {},
                     *           "lighting": {},
                     *           "mood": [],
                     *           "palette": [],
                     *           "text": [],
                     *           "detail": "off",
                     *           "variations": 1,
                     *           "negatives": [],
                     *           "parameters": []
                     *         },
                     *         "renderings": {
                     *           "midjourney": {
                     *             "prompt": "a red fox in fresh snow",
                     *             "parameters": [],
                     *             "count": 6,
                     *             "limit": 60,
                     *             "unit": "words",
                     *             "countKind": "exact",
                     *             "dropped": [],
                     *             "warnings": []
                     *           }
                     *         }
                     *       },
                     *       "createdAt": "2026-01-31T09:00:01+00:00",
                     *       "completedAt": "2026-01-31T09:00:01.25+00:00"
                     *     }
                     */
                    "application/json": components["schemas"]["GenerationView"];
                };
            };
            /** @description Accepted and on its way. Follow `Location` or its events. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7zzy3n0c8k5w2v9r4m1hq6t0xd",
                     *       "kind": "text-to-prompt",
                     *       "status": "queued",
                     *       "credits": {
                     *         "reserved": 1,
                     *         "charged": 0,
                     *         "balance": 50
                     *       },
                     *       "idea": "a red fox in fresh snow",
                     *       "createdAt": "2026-01-31T09:00:01+00:00"
                     *     }
                     */
                    "application/json": components["schemas"]["GenerationView"];
                };
            };
            /**
             * @description The key or the body is not valid. `request-invalid` tells every mistake in `errors`: `idea-missing`,
             *     `idea-too-long`, `source-missing`, `source-unexpected`, `providers-needed`, `upload-id-invalid`, `source-url-invalid`,
             *     `source-url-too-long`, `source-url-scheme-unsupported`, `source-url-credentials`,
             *     `source-url-port-unsupported`, `source-url-host-refused`, `targets-empty`, `target-unknown`, `target-repeated`,
             *     `control-invalid`, `json-invalid`; of a template `template-unclosed`, `template-unopened`,
             *     `template-list-unknown`, `template-quantity-invalid`, `template-weight-invalid`, `template-too-deep`,
             *     `template-too-many-combinations`, `template-too-long`, `template-blank`; of a remix `parent-missing`, `parent-unexpected`, `parent-id-invalid`, `lock-unknown`,
             *     `lock-repeated`, `swap-locked`, `swap-repeated`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "idempotency-key-missing" | "idempotency-key-invalid" | "json-invalid" | "body-incomplete" | "request-invalid";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description Not enough credits. Nothing was charged. */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "insufficient-credits";
                    };
                };
            };
            403: components["responses"]["ScopeMissing"];
            /**
             * @description There is no such upload, or it has expired or been used; or there is no generation of the caller's to make a
             *     remix of that has succeeded with a prompt.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "upload-not-found" | "parent-not-found";
                    };
                };
            };
            /** @description Another generation uses this upload, or the account is being deleted. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "upload-in-use" | "account-closing" | "account-erased";
                    };
                };
            };
            /** @description The generation that this key made was deleted. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "generation-deleted";
                    };
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["ContentTypeUnsupported"];
            /** @description The key was used with another body, or no provider serves this kind. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "idempotency-key-reused" | "kind-unavailable";
                    };
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["InternalError"];
        };
    };
    BatchGenerations: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Fresh for every new request, such as a UUID. 1 to 255 visible ASCII characters, bare or as a quoted
                 *     string. It is scoped to the account.
                 * @example 6f1c2a34-6a3e-4f61-9d2b-1f0b8f6b7c11
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "items": [
                 *         {
                 *           "kind": "text-to-prompt",
                 *           "idea": "a red fox",
                 *           "targets": [
                 *             "flux"
                 *           ]
                 *         },
                 *         {
                 *           "kind": "text-to-prompt",
                 *           "idea": "a blue fox",
                 *           "targets": [
                 *             "flux"
                 *           ]
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["GenerationBatch"];
            };
        };
        responses: {
            /** @description The outcome of each item, in their order. Read every `status`. */
            202: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "index": 0,
                     *           "status": 202,
                     *           "generation": {
                     *             "id": "7zzy3n0c8k5w2v9r4m1hq6t0xd",
                     *             "kind": "text-to-prompt",
                     *             "status": "queued",
                     *             "credits": {
                     *               "reserved": 1,
                     *               "charged": 0,
                     *               "balance": 50
                     *             },
                     *             "idea": "a red fox",
                     *             "createdAt": "2026-01-31T09:00:01+00:00"
                     *           }
                     *         },
                     *         {
                     *           "index": 1,
                     *           "status": 429,
                     *           "problem": {
                     *             "code": "too-many-generations",
                     *             "title": "Too many generations at once",
                     *             "detail": "24 are on the way. Wait until one has ended. Nothing was charged.",
                     *             "retryAfterSeconds": 2
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["BatchView"];
                };
            };
            /** @description The key or the list is not valid (error `batch-size-invalid`). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "idempotency-key-missing" | "idempotency-key-invalid" | "json-invalid" | "body-incomplete" | "request-invalid";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ScopeMissing"];
            /** @description The body may have 1 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body-too-large";
                    };
                };
            };
            415: components["responses"]["ContentTypeUnsupported"];
            429: components["responses"]["TokenLimited"];
            500: components["responses"]["InternalError"];
        };
    };
    GetGeneration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The generation's `id`. */
                id: components["parameters"]["GenerationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The generation, on its way or ended. */
            200: {
                headers: {
                    RateLimit: components["headers"]["TokenRateLimit"];
                    "RateLimit-Policy": components["headers"]["TokenRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GenerationView"];
                };
            };
            400: components["responses"]["QueryInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ScopeMissing"];
            404: components["responses"]["GenerationNotFound"];
            429: components["responses"]["TokenLimited"];
            500: components["responses"]["InternalError"];
        };
    };
    DeleteGeneration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The generation's `id`. */
                id: components["parameters"]["GenerationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["QueryInvalid"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["GenerationNotFound"];
            /** @description It is still running and can be deleted when it has ended. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "generation-running";
                    };
                };
            };
            500: components["responses"]["InternalError"];
        };
    };
    GenerationEvents: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The id of the last event that arrived; only later ones are sent. An EventSource sets it.
                 * @example 2
                 */
                "Last-Event-ID"?: number;
            };
            path: {
                /** @description The generation's `id`. */
                id: components["parameters"]["GenerationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events. */
            200: {
                headers: {
                    RateLimit: components["headers"]["TokenRateLimit"];
                    "RateLimit-Policy": components["headers"]["TokenRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example event: status
                     *     data: {"id":"7zzy3n0c8k5w2v9r4m1hq6t0xd","kind":"text-to-prompt","status":"running",…}
                     *     id: 2
                     */
                    "text/event-stream": string;
                };
            };
            /** @description The client has seen the final state. This ends an EventSource. */
            204: {
                headers: {
                    RateLimit: components["headers"]["TokenRateLimit"];
                    "RateLimit-Policy": components["headers"]["TokenRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["QueryInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ScopeMissing"];
            404: components["responses"]["GenerationNotFound"];
            429: components["responses"]["TokenLimited"];
            500: components["responses"]["InternalError"];
        };
    };
    KeepGeneration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The generation's `id`. */
                id: components["parameters"]["GenerationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "folder": "Winter",
                 *       "title": "The fox"
                 *     }
                 */
                "application/json": components["schemas"]["KeepRequest"];
            };
        };
        responses: {
            /** @description It is kept, with the targets of the generation. */
            201: {
                headers: {
                    Location: components["headers"]["FavouriteLocation"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7zzy3n0c8k5w2v9r4m1hq6t0xd",
                     *       "title": "a red fox in fresh snow",
                     *       "folder": "Winter",
                     *       "targets": [
                     *         "flux"
                     *       ],
                     *       "prompt": {
                     *         "subjects": [
                     *           {
                     *             "phrase": {
                     *               "value": "a red fox in fresh snow",
                     *               "source": "user"
                     *             }
                     *           }
                     *         ]
                     *       },
                     *       "createdAt": "2026-01-31T09:00:01+00:00"
                     *     }
                     */
                    "application/json": components["schemas"]["FavouriteView"];
                };
            };
            /** @description The body is not valid (errors `title-too-long`, `folder-too-long`, `note-too-long`, `variation-unknown`). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request-invalid" | "json-invalid" | "body-incomplete";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["GenerationNotFound"];
            /** @description The generation has no prompt, there is no room for more, or the account is being deleted. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "generation-without-prompt" | "favourites-full" | "account-closing" | "account-erased";
                    };
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["ContentTypeUnsupported"];
            500: components["responses"]["InternalError"];
        };
    };
    ExportGeneration: {
        parameters: {
            query: {
                /**
                 * @description `txt` to read, `csv` for a spreadsheet (RFC 4180, a row for each prompt and target; a cell that would run as a
                 *     formula starts with an apostrophe), `json` with everything, `a1111` the parameters text of Stable Diffusion
                 *     tools, `ideogram-4` its own JSON, one prompt a line, `comfyui` a workflow of ComfyUI with a branch for each prompt.
                 */
                format: components["parameters"]["Format"];
            };
            header?: never;
            path: {
                /** @description The generation's `id`. */
                id: components["parameters"]["GenerationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Export"];
            400: components["responses"]["QueryInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ScopeMissing"];
            404: components["responses"]["GenerationNotFound"];
            /** @description The generation has no prompt. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "generation-without-prompt";
                    };
                };
            };
            429: components["responses"]["TokenLimited"];
            500: components["responses"]["InternalError"];
        };
    };
    ListFavourites: {
        parameters: {
            query?: {
                /** @description Only this folder; empty for what lies in none. */
                folder?: components["parameters"]["Folder"];
                /** @description From the page before; leave it out for the newest. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Size of the page. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    RateLimit: components["headers"]["TokenRateLimit"];
                    "RateLimit-Policy": components["headers"]["TokenRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "favourites": [
                     *         {
                     *           "id": "7zzy3n0c8k5w2v9r4m1hq6t0xd",
                     *           "title": "a red fox in fresh snow",
                     *           "folder": "Winter",
                     *           "targets": [
                     *             "flux"
                     *           ],
                     *           "prompt": {
                     *             "subjects": [
                     *               {
                     *                 "phrase": {
                     *                   "value": "a red fox in fresh snow",
                     *                   "source": "user"
                     *                 }
                     *               }
                     *             ]
                     *           },
                     *           "createdAt": "2026-01-31T09:00:01+00:00"
                     *         }
                     *       ],
                     *       "folders": [
                     *         {
                     *           "folder": "Winter",
                     *           "count": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["FavouritePage"];
                };
            };
            400: components["responses"]["QueryInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ScopeMissing"];
            429: components["responses"]["TokenLimited"];
            500: components["responses"]["InternalError"];
        };
    };
    AddFavourite: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "prompt": {
                 *         "subjects": [
                 *           {
                 *             "phrase": {
                 *               "value": "a red fox in fresh snow",
                 *               "source": "user"
                 *             }
                 *           }
                 *         ]
                 *       },
                 *       "targets": [
                 *         "flux"
                 *       ],
                 *       "folder": "Winter"
                 *     }
                 */
                "application/json": components["schemas"]["FavouriteRequest"];
            };
        };
        responses: {
            /** @description It is kept. */
            201: {
                headers: {
                    Location: components["headers"]["FavouriteLocation"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7zzy3n0c8k5w2v9r4m1hq6t0xd",
                     *       "title": "a red fox in fresh snow",
                     *       "folder": "Winter",
                     *       "targets": [
                     *         "flux"
                     *       ],
                     *       "prompt": {
                     *         "subjects": [
                     *           {
                     *             "phrase": {
                     *               "value": "a red fox in fresh snow",
                     *               "source": "user"
                     *             }
                     *           }
                     *         ]
                     *       },
                     *       "createdAt": "2026-01-31T09:00:01+00:00"
                     *     }
                     */
                    "application/json": components["schemas"]["FavouriteView"];
                };
            };
            /**
             * @description The body is not valid: the errors of `POST /prompts/render`, and `title-too-long`, `folder-too-long`,
             *     `note-too-long`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request-invalid" | "json-invalid" | "body-incomplete";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description There is no room for more favourites, or the account is being deleted. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "favourites-full" | "account-closing" | "account-erased";
                    };
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["ContentTypeUnsupported"];
            500: components["responses"]["InternalError"];
        };
    };
    ExportFavourites: {
        parameters: {
            query: {
                /**
                 * @description `txt` to read, `csv` for a spreadsheet (RFC 4180, a row for each prompt and target; a cell that would run as a
                 *     formula starts with an apostrophe), `json` with everything, `a1111` the parameters text of Stable Diffusion
                 *     tools, `ideogram-4` its own JSON, one prompt a line, `comfyui` a workflow of ComfyUI with a branch for each prompt.
                 */
                format: components["parameters"]["Format"];
                /** @description Only this folder; empty for what lies in none. */
                folder?: components["parameters"]["Folder"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Export"];
            400: components["responses"]["QueryInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ScopeMissing"];
            429: components["responses"]["TokenLimited"];
            500: components["responses"]["InternalError"];
        };
    };
    GetFavourite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The favourite's `id`. */
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It. */
            200: {
                headers: {
                    RateLimit: components["headers"]["TokenRateLimit"];
                    "RateLimit-Policy": components["headers"]["TokenRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7zzy3n0c8k5w2v9r4m1hq6t0xd",
                     *       "title": "a red fox in fresh snow",
                     *       "folder": "Winter",
                     *       "targets": [
                     *         "flux"
                     *       ],
                     *       "prompt": {
                     *         "subjects": [
                     *           {
                     *             "phrase": {
                     *               "value": "a red fox in fresh snow",
                     *               "source": "user"
                     *             }
                     *           }
                     *         ]
                     *       },
                     *       "createdAt": "2026-01-31T09:00:01+00:00"
                     *     }
                     */
                    "application/json": components["schemas"]["FavouriteView"];
                };
            };
            400: components["responses"]["QueryInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ScopeMissing"];
            404: components["responses"]["FavouriteNotFound"];
            429: components["responses"]["TokenLimited"];
            500: components["responses"]["InternalError"];
        };
    };
    ChangeFavourite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The favourite's `id`. */
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "The fox",
                 *       "folder": "Animals"
                 *     }
                 */
                "application/json": components["schemas"]["FavouriteLabels"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7zzy3n0c8k5w2v9r4m1hq6t0xd",
                     *       "title": "a red fox in fresh snow",
                     *       "folder": "Winter",
                     *       "targets": [
                     *         "flux"
                     *       ],
                     *       "prompt": {
                     *         "subjects": [
                     *           {
                     *             "phrase": {
                     *               "value": "a red fox in fresh snow",
                     *               "source": "user"
                     *             }
                     *           }
                     *         ]
                     *       },
                     *       "createdAt": "2026-01-31T09:00:01+00:00"
                     *     }
                     */
                    "application/json": components["schemas"]["FavouriteView"];
                };
            };
            /** @description The body is not valid (errors `title-too-long`, `folder-too-long`, `note-too-long`). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request-invalid" | "json-invalid" | "body-incomplete";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["FavouriteNotFound"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["ContentTypeUnsupported"];
            500: components["responses"]["InternalError"];
        };
    };
    DeleteFavourite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The favourite's `id`. */
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["QueryInvalid"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["FavouriteNotFound"];
            500: components["responses"]["InternalError"];
        };
    };
    QueryAudit: {
        parameters: {
            query?: {
                /** @description Rows of this account, whichever audit key was in use. */
                accountId?: components["schemas"]["AccountId"];
                /**
                 * @description The earliest time of request, a day or a time of ISO 8601 (UTC where no offset is given); seven days before `to` when left out. At most 90 days before `to`.
                 * @example 2026-01-01
                 */
                from?: string;
                /**
                 * @description The time of request before which rows are; now when left out.
                 * @example 2026-01-31T09:00:00Z
                 */
                to?: string;
                /**
                 * @description A request status, with or without its problem code.
                 * @example failed:deadline-exceeded
                 */
                status?: string;
                /**
                 * @description A provider, with or without its model.
                 * @example embedded
                 */
                route?: string;
                /** @description From the page before; leave it out for the newest. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of up to 100 rows. */
            200: {
                headers: {
                    RateLimit: components["headers"]["TokenRateLimit"];
                    "RateLimit-Policy": components["headers"]["TokenRateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "rows": [
                     *         {
                     *           "id": "0900-7b1d3c5a9e8f60412233445566778899",
                     *           "accountKey": "k1.0f1e2d3c4b5a69788796a5b4c3d2e1f0",
                     *           "requestStatus": "succeeded",
                     *           "safetyDecision": "allowed:input",
                     *           "modelRoute": "embedded/idea-1",
                     *           "quotaEvent": "committed:1",
                     *           "requestedAt": "2026-01-31T09:00:00Z",
                     *           "completedAt": "2026-01-31T09:00:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AuditPageView"];
                };
            };
            /** @description A query parameter is unknown, repeated or wrong (errors `query-unknown`, `query-repeated`, `cursor-invalid`, `account-id-invalid`, `time-invalid`, `window-invalid`, `word-invalid`). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request-invalid";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["RoleMissing"];
            429: components["responses"]["TokenLimited"];
            500: components["responses"]["InternalError"];
        };
    };
    AskAudit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "accountId": "a0123456789abcdef0123456789abcdef",
                 *       "from": "2026-01-01",
                 *       "to": "2026-01-31",
                 *       "status": "refused"
                 *     }
                 */
                "application/json": components["schemas"]["AuditSearch"];
            };
        };
        responses: {
            /** @description A page of up to 100 rows. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "rows": [
                     *         {
                     *           "id": "0900-7b1d3c5a9e8f60412233445566778899",
                     *           "accountKey": "k1.0f1e2d3c4b5a69788796a5b4c3d2e1f0",
                     *           "requestStatus": "succeeded",
                     *           "safetyDecision": "allowed:input",
                     *           "modelRoute": "embedded/idea-1",
                     *           "quotaEvent": "committed:1",
                     *           "requestedAt": "2026-01-31T09:00:00Z",
                     *           "completedAt": "2026-01-31T09:00:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AuditPageView"];
                };
            };
            /** @description The body is missing or wrong (errors `cursor-invalid`, `account-id-invalid`, `time-invalid`, `window-invalid`, `word-invalid`, `json-invalid`). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request-invalid" | "json-invalid" | "body-incomplete";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["RoleMissing"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["ContentTypeUnsupported"];
            500: components["responses"]["InternalError"];
        };
    };
    OrderGrant: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Fresh for every new request, such as a UUID. 1 to 255 visible ASCII characters, bare or as a quoted
                 *     string. It is scoped to the account.
                 * @example 6f1c2a34-6a3e-4f61-9d2b-1f0b8f6b7c11
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "accountId": "a0123456789abcdef0123456789abcdef",
                 *       "credits": 25,
                 *       "reason": "provider-failure"
                 *     }
                 */
                "application/json": components["schemas"]["SupportGrantOrder"];
            };
        };
        responses: {
            /** @description Granted, now or by an earlier request with this key. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "goodwill-0f1e2d3c4b5a69788796a5b4c3d2e1f0",
                     *       "accountId": "a0123456789abcdef0123456789abcdef",
                     *       "credits": 25,
                     *       "reason": "provider-failure"
                     *     }
                     */
                    "application/json": components["schemas"]["SupportGrantView"];
                };
            };
            /** @description It waits for a second person. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "goodwill-0f1e2d3c4b5a69788796a5b4c3d2e1f0",
                     *       "accountId": "a0123456789abcdef0123456789abcdef",
                     *       "credits": 500,
                     *       "reason": "service-outage",
                     *       "expiresAt": "2026-02-07T09:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SupportGrantWaitingView"];
                };
            };
            /** @description The key or the body is missing or wrong (errors `credits-out-of-range`, `json-invalid`). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request-invalid" | "json-invalid" | "body-incomplete" | "idempotency-key-missing" | "idempotency-key-invalid";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["GrantForbidden"];
            /** @description There is no such account. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "account-not-found";
                    };
                };
            };
            409: components["responses"]["AccountClosing"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["ContentTypeUnsupported"];
            /** @description The key was used with another body. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "idempotency-key-reused";
                    };
                };
            };
            500: components["responses"]["InternalError"];
        };
    };
    ApproveGrant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "accountId": "a0123456789abcdef0123456789abcdef",
                 *       "id": "goodwill-0f1e2d3c4b5a69788796a5b4c3d2e1f0"
                 *     }
                 */
                "application/json": components["schemas"]["SupportGrantApproval"];
            };
        };
        responses: {
            /** @description Granted, now or before. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "goodwill-0f1e2d3c4b5a69788796a5b4c3d2e1f0",
                     *       "accountId": "a0123456789abcdef0123456789abcdef",
                     *       "credits": 500,
                     *       "reason": "service-outage"
                     *     }
                     */
                    "application/json": components["schemas"]["SupportGrantView"];
                };
            };
            /** @description The body is missing or wrong (error `json-invalid`). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request-invalid" | "json-invalid" | "body-incomplete";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["GrantForbidden"];
            /** @description There is no such account, or no such grant waits for it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "account-not-found" | "grant-not-found";
                    };
                };
            };
            /** @description It has waited for too long, or the account is being deleted. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "grant-expired" | "account-closing";
                    };
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["ContentTypeUnsupported"];
            500: components["responses"]["InternalError"];
        };
    };
    GrantCredits: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Fresh for every new request, such as a UUID. 1 to 255 visible ASCII characters, bare or as a quoted
                 *     string. It is scoped to the account.
                 * @example 6f1c2a34-6a3e-4f61-9d2b-1f0b8f6b7c11
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The account's `id`. */
                id: components["schemas"]["AccountId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "credits": 25,
                 *       "reason": "provider-failure"
                 *     }
                 */
                "application/json": components["schemas"]["SupportGrantRequest"];
            };
        };
        responses: {
            /** @description Granted, now or by the first request with this key. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "goodwill-0f1e2d3c4b5a69788796a5b4c3d2e1f0",
                     *       "accountId": "a0123456789abcdef0123456789abcdef",
                     *       "credits": 25,
                     *       "reason": "provider-failure"
                     *     }
                     */
                    "application/json": components["schemas"]["SupportGrantView"];
                };
            };
            /** @description The key or the body is missing or wrong (errors `credits-out-of-range`, `json-invalid`). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request-invalid" | "json-invalid" | "body-incomplete" | "idempotency-key-missing" | "idempotency-key-invalid";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["GrantForbidden"];
            /** @description There is no such account. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "account-not-found";
                    };
                };
            };
            409: components["responses"]["AccountClosing"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["ContentTypeUnsupported"];
            /** @description The key was used with another body. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "idempotency-key-reused";
                    };
                };
            };
            500: components["responses"]["InternalError"];
        };
    };
    TellInactive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "told": [
                 *         "a0123456789abcdef0123456789abcdef"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["InactiveRequest"];
            };
        };
        responses: {
            /** @description Up to 100 accounts whose people are to be told. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "erasedFrom": "2026-03-02T09:00:00+00:00",
                     *       "accounts": [
                     *         {
                     *           "accountId": "a0f1e2d3c4b5a69788796a5b4c3d2e1f0",
                     *           "email": "ada@example.org",
                     *           "lastSeenAt": "2024-01-31T09:00:00+00:00"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["InactiveView"];
                };
            };
            /** @description The body is missing or wrong (errors `account-id-invalid`, `cursor-invalid`, `json-invalid`). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request-invalid" | "json-invalid" | "body-incomplete";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["RoleMissing"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["ContentTypeUnsupported"];
            500: components["responses"]["InternalError"];
        };
    };
    RefundPayment: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Fresh for every new request, such as a UUID. 1 to 255 visible ASCII characters, bare or as a quoted
                 *     string. It is scoped to the account.
                 * @example 6f1c2a34-6a3e-4f61-9d2b-1f0b8f6b7c11
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "accountId": "a0123456789abcdef0123456789abcdef",
                 *       "paymentId": "3C679366HH908993F",
                 *       "amount": {
                 *         "value": "3.33",
                 *         "currency": "EUR"
                 *       },
                 *       "reason": "customer-request"
                 *     }
                 */
                "application/json": components["schemas"]["SupportRefundRequest"];
            };
        };
        responses: {
            /** @description Refunded, now or by the first request with this key. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1JU08902781691411",
                     *       "accountId": "a0123456789abcdef0123456789abcdef",
                     *       "paymentId": "3C679366HH908993F",
                     *       "amount": {
                     *         "value": "3.33",
                     *         "currency": "EUR"
                     *       },
                     *       "reason": "customer-request"
                     *     }
                     */
                    "application/json": components["schemas"]["SupportRefundView"];
                };
            };
            /** @description The key or the body is missing or wrong (errors `amount-invalid`, `json-invalid`). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request-invalid" | "json-invalid" | "body-incomplete" | "idempotency-key-missing" | "idempotency-key-invalid";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["SupportForbidden"];
            /** @description Paid plans are off, or the account has no such payment. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not-found" | "payment-not-found";
                    };
                };
            };
            /**
             * @description Nothing went back but for `refund-unclear`: PayPal never answered, and by now it has forgotten the request, so
             *     that asking again might refund twice.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "payment-disputed" | "payment-not-paid" | "payment-parked" | "refund-exceeds-payment" | "refund-pending" | "refund-refused" | "refund-unclear";
                    };
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["ContentTypeUnsupported"];
            /** @description The key was used with another body. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "idempotency-key-reused";
                    };
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["PaymentProviderUnavailable"];
        };
    };
}
