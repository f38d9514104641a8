export interface paths {
    "/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where one is signed in */
        get: operations["getSessions"];
        put?: never;
        post?: never;
        /** Sign out everywhere */
        delete: operations["deleteSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out on one device */
        delete: operations["deleteSessionsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign a person out everywhere */
        delete: operations["deletePeopleIdSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change one’s own password */
        put: operations["putSessionPassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/password-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have a link mailed to choose a new password; the answer does not tell whether somebody has the address */
        post: operations["postPasswordLinks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: operations["getSession"];
        put?: never;
        /** Sign in */
        post: operations["postSession"];
        /** Sign out */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People of one’s own company; the provider’s see everybody */
        get: operations["getPeople"];
        put?: never;
        /** Add a person */
        post: operations["postPeople"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One person */
        get: operations["getPeopleId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a person */
        patch: operations["patchPeopleId"];
        trace?: never;
    };
    "/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** API keys, without their secrets */
        get: operations["getKeys"];
        put?: never;
        /** Make an API key; its secret is shown this once */
        post: operations["postKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API key */
        delete: operations["deleteKeysId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/components": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List: components */
        get: operations["getComponents"];
        put?: never;
        /** Add to components */
        post: operations["postComponents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/components/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of components */
        get: operations["getComponentsId"];
        /** Replace one of components */
        put: operations["putComponentsId"];
        post?: never;
        /** Remove one of components; what cites it goes on to */
        delete: operations["deleteComponentsId"];
        options?: never;
        head?: never;
        /** Change some fields of one of components; each given one is replaced as a whole */
        patch: operations["patchComponentsId"];
        trace?: never;
    };
    "/calendars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List: calendars */
        get: operations["getCalendars"];
        put?: never;
        /** Add to calendars */
        post: operations["postCalendars"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendars/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of calendars */
        get: operations["getCalendarsId"];
        /** Replace one of calendars */
        put: operations["putCalendarsId"];
        post?: never;
        /** Remove one of calendars; what cites it goes on to */
        delete: operations["deleteCalendarsId"];
        options?: never;
        head?: never;
        /** Change some fields of one of calendars; each given one is replaced as a whole */
        patch: operations["patchCalendarsId"];
        trace?: never;
    };
    "/calendars/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every version of one of calendars */
        get: operations["getCalendarsIdVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/terms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List: terms */
        get: operations["getTerms"];
        put?: never;
        /** Add to terms */
        post: operations["postTerms"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/terms/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of terms */
        get: operations["getTermsId"];
        /** Replace one of terms */
        put: operations["putTermsId"];
        post?: never;
        /** Remove one of terms; what cites it goes on to */
        delete: operations["deleteTermsId"];
        options?: never;
        head?: never;
        /** Change some fields of one of terms; each given one is replaced as a whole */
        patch: operations["patchTermsId"];
        trace?: never;
    };
    "/terms/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every version of one of terms */
        get: operations["getTermsIdVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/breach-reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List: breach-reasons */
        get: operations["getBreachReasons"];
        put?: never;
        /** Add to breach-reasons */
        post: operations["postBreachReasons"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/breach-reasons/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of breach-reasons */
        get: operations["getBreachReasonsId"];
        /** Replace one of breach-reasons */
        put: operations["putBreachReasonsId"];
        post?: never;
        /** Remove one of breach-reasons; what cites it goes on to */
        delete: operations["deleteBreachReasonsId"];
        options?: never;
        head?: never;
        /** Change some fields of one of breach-reasons; each given one is replaced as a whole */
        patch: operations["patchBreachReasonsId"];
        trace?: never;
    };
    "/skills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List: skills */
        get: operations["getSkills"];
        put?: never;
        /** Add to skills */
        post: operations["postSkills"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of skills */
        get: operations["getSkillsId"];
        /** Replace one of skills */
        put: operations["putSkillsId"];
        post?: never;
        /** Remove one of skills; what cites it goes on to */
        delete: operations["deleteSkillsId"];
        options?: never;
        head?: never;
        /** Change some fields of one of skills; each given one is replaced as a whole */
        patch: operations["patchSkillsId"];
        trace?: never;
    };
    "/partners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List: partners */
        get: operations["getPartners"];
        put?: never;
        /** Add to partners */
        post: operations["postPartners"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partners/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of partners */
        get: operations["getPartnersId"];
        /** Replace one of partners */
        put: operations["putPartnersId"];
        post?: never;
        /** Remove one of partners; what cites it goes on to */
        delete: operations["deletePartnersId"];
        options?: never;
        head?: never;
        /** Change some fields of one of partners; each given one is replaced as a whole */
        patch: operations["patchPartnersId"];
        trace?: never;
    };
    "/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List: customers */
        get: operations["getCustomers"];
        put?: never;
        /** Add to customers */
        post: operations["postCustomers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of customers */
        get: operations["getCustomersId"];
        /** Replace one of customers */
        put: operations["putCustomersId"];
        post?: never;
        /** Remove one of customers; what cites it goes on to */
        delete: operations["deleteCustomersId"];
        options?: never;
        head?: never;
        /** Change some fields of one of customers; each given one is replaced as a whole */
        patch: operations["patchCustomersId"];
        trace?: never;
    };
    "/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List: queues */
        get: operations["getQueues"];
        put?: never;
        /** Add to queues */
        post: operations["postQueues"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queues/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of queues */
        get: operations["getQueuesId"];
        /** Replace one of queues */
        put: operations["putQueuesId"];
        post?: never;
        /** Remove one of queues; what cites it goes on to */
        delete: operations["deleteQueuesId"];
        options?: never;
        head?: never;
        /** Change some fields of one of queues; each given one is replaced as a whole */
        patch: operations["patchQueuesId"];
        trace?: never;
    };
    "/queues/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every version of one of queues */
        get: operations["getQueuesIdVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rotas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List: rotas */
        get: operations["getRotas"];
        put?: never;
        /** Add to rotas */
        post: operations["postRotas"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rotas/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of rotas */
        get: operations["getRotasId"];
        /** Replace one of rotas */
        put: operations["putRotasId"];
        post?: never;
        /** Remove one of rotas; what cites it goes on to */
        delete: operations["deleteRotasId"];
        options?: never;
        head?: never;
        /** Change some fields of one of rotas; each given one is replaced as a whole */
        patch: operations["patchRotasId"];
        trace?: never;
    };
    "/vendors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List: vendors */
        get: operations["getVendors"];
        put?: never;
        /** Add to vendors */
        post: operations["postVendors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vendors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of vendors */
        get: operations["getVendorsId"];
        /** Replace one of vendors */
        put: operations["putVendorsId"];
        post?: never;
        /** Remove one of vendors; what cites it goes on to */
        delete: operations["deleteVendorsId"];
        options?: never;
        head?: never;
        /** Change some fields of one of vendors; each given one is replaced as a whole */
        patch: operations["patchVendorsId"];
        trace?: never;
    };
    "/deals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List: deals */
        get: operations["getDeals"];
        put?: never;
        /** Add to deals */
        post: operations["postDeals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of deals */
        get: operations["getDealsId"];
        /** Replace one of deals */
        put: operations["putDealsId"];
        post?: never;
        /** Remove one of deals; what cites it goes on to */
        delete: operations["deleteDealsId"];
        options?: never;
        head?: never;
        /** Change some fields of one of deals; each given one is replaced as a whole */
        patch: operations["patchDealsId"];
        trace?: never;
    };
    "/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List: policies */
        get: operations["getPolicies"];
        put?: never;
        /** Add to policies */
        post: operations["postPolicies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of policies */
        get: operations["getPoliciesId"];
        /** Replace one of policies */
        put: operations["putPoliciesId"];
        post?: never;
        /** Remove one of policies; what cites it goes on to */
        delete: operations["deletePoliciesId"];
        options?: never;
        head?: never;
        /** Change some fields of one of policies; each given one is replaced as a whole */
        patch: operations["patchPoliciesId"];
        trace?: never;
    };
    "/policies/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every version of one of policies */
        get: operations["getPoliciesIdVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List: subscriptions */
        get: operations["getSubscriptions"];
        put?: never;
        /** Add to subscriptions */
        post: operations["postSubscriptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of subscriptions */
        get: operations["getSubscriptionsId"];
        /** Replace one of subscriptions */
        put: operations["putSubscriptionsId"];
        post?: never;
        /** Remove one of subscriptions; what cites it goes on to */
        delete: operations["deleteSubscriptionsId"];
        options?: never;
        head?: never;
        /** Change some fields of one of subscriptions; each given one is replaced as a whole */
        patch: operations["patchSubscriptionsId"];
        trace?: never;
    };
    "/calendars/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The coming days of a calendar, each with its open windows and why */
        get: operations["getCalendarsIdPreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendars/{id}/holidays/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What taking holidays over from a country, a file or a feed would change */
        post: operations["postCalendarsIdHolidaysPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendars/{id}/holidays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take holidays over: of the years named, only those of the source remain */
        post: operations["postCalendarsIdHolidays"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendars/{id}/proposal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the calendar’s feed would change, as it was last looked at */
        get: operations["getCalendarsIdProposal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendars/{id}/proposal/take": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take over what the calendar’s feed would change, as it was shown: `at` is when it was looked at */
        post: operations["postCalendarsIdProposalTake"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendars/{id}/proposal/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave the calendar as it is; the feed is heard again once it says something else */
        post: operations["postCalendarsIdProposalDismiss"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/holiday-places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Countries that holidays are known of; with `country` its regions */
        get: operations["getHolidayPlaces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rotas/{id}/on-call": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is on call at an instant (left out: now), and until when */
        get: operations["getRotasIdOnCall"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rotas/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is on call in the coming weeks, stretch by stretch */
        get: operations["getRotasIdPreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sla/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Changes of agreements that were taken to open tickets, the latest first */
        get: operations["getSlaChanges"];
        put?: never;
        /** Take changed agreements to open tickets by a rule, or see what that would do */
        post: operations["postSlaChanges"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sla/changes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One change of agreements, and how far it has come */
        get: operations["getSlaChangesId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deals/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a deal, and say what becomes of its open tickets */
        post: operations["postDealsIdEnd"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deals/{id}/pass": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pass a deal to another partner by a deal that follows it */
        post: operations["postDealsIdPass"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deals/{id}/retype": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change the type of a deal by a deal that follows it */
        post: operations["postDealsIdRetype"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sla/lint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What does not work out in the agreements in force, in words and with an example */
        get: operations["getSlaLint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/playbooks/simulate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a playbook would do; nothing of it is carried out */
        post: operations["postPlaybooksSimulate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/playbooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List: the provider’s playbooks in force */
        get: operations["getPlaybooks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/playbooks/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of the provider’s playbooks, explained in words */
        get: operations["getPlaybooksName"];
        /** Sign a playbook: a new version each time, unless it is the same text */
        put: operations["putPlaybooksName"];
        post?: never;
        /** Take a playbook out of force; what it began goes on */
        delete: operations["deletePlaybooksName"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/playbooks/{name}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who signed which version of one of the provider’s playbooks */
        get: operations["getPlaybooksNameVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partners/{id}/playbooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List: a partner’s playbooks in force */
        get: operations["getPartnersIdPlaybooks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partners/{id}/playbooks/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of a partner’s playbooks, explained in words */
        get: operations["getPartnersIdPlaybooksName"];
        /** Sign a playbook: a new version each time, unless it is the same text */
        put: operations["putPartnersIdPlaybooksName"];
        post?: never;
        /** Take a playbook out of force; what it began goes on */
        delete: operations["deletePartnersIdPlaybooksName"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partners/{id}/playbooks/{name}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who signed which version of one of a partner’s playbooks */
        get: operations["getPartnersIdPlaybooksNameVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions/{id}/quantities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Quantities and fee of a subscription on a day, today if none is named */
        get: operations["getSubscriptionsIdQuantities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/threads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what is said with third parties */
        get: operations["getTicketsIdThreads"];
        put?: never;
        /** Ask a third party */
        post: operations["postTicketsIdThreads"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/threads/{thread}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a thread */
        get: operations["getTicketsIdThreadsThread"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/threads/{thread}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write to a third party */
        post: operations["postTicketsIdThreadsThreadMessages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/threads/{thread}/chase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask a third party again */
        post: operations["postTicketsIdThreadsThreadChase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/threads/{thread}/owner": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a thread a colleague’s task */
        post: operations["postTicketsIdThreadsThreadOwner"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/threads/{thread}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a thread */
        post: operations["postTicketsIdThreadsThreadClose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/threads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Third parties that you have to chase */
        get: operations["getThreads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find tickets */
        get: operations["getTickets"];
        put?: never;
        /** Log a ticket */
        post: operations["postTickets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a ticket */
        get: operations["getTicketsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a ticket */
        patch: operations["patchTicketsId"];
        trace?: never;
    };
    "/tickets/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what happened to a ticket */
        get: operations["getTicketsIdTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what was said */
        get: operations["getTicketsIdMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/playbook-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the playbooks of a ticket */
        get: operations["getTicketsIdPlaybookRuns"];
        put?: never;
        /** Begin a playbook */
        post: operations["postTicketsIdPlaybookRuns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/sla": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the clocks of a ticket */
        get: operations["getTicketsIdSla"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/recipients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Say who would receive a message */
        get: operations["getTicketsIdRecipients"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/web-form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Log a ticket by the open form */
        post: operations["postWebForm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write a message */
        post: operations["postTicketsIdReplies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Split a ticket */
        post: operations["postTicketsIdSplit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a ticket */
        post: operations["postTicketsIdClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queues/{id}/next": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the best ticket of a queue */
        post: operations["postQueuesIdNext"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a ticket back to its queue */
        post: operations["postTicketsIdRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a ticket to somebody */
        post: operations["postTicketsIdAssign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/court": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand a ticket over */
        post: operations["postTicketsIdCourt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/solve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Solve a ticket */
        post: operations["postTicketsIdSolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open a solved ticket again */
        post: operations["postTicketsIdReopen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a ticket */
        post: operations["postTicketsIdClose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/rating": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rate a solved ticket */
        post: operations["postTicketsIdRating"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/snooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Snooze a ticket */
        post: operations["postTicketsIdSnooze"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Merge a ticket into another */
        post: operations["postTicketsIdMerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Link a ticket with another */
        post: operations["postTicketsIdLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/origin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Settle or change the origin */
        post: operations["postTicketsIdOrigin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/breaches/{key}/reason": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say why a clock was broken */
        post: operations["postTicketsIdBreachesKeyReason"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload a file */
        post: operations["postAttachments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attachments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download a file */
        get: operations["getAttachmentsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Own views, and those shared in the company */
        get: operations["getViews"];
        put?: never;
        /** Keep a view; shared by a lead or a partner’s admin */
        post: operations["postViews"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/views/pinned": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller’s pinned views in order, counted */
        get: operations["getViewsPinned"];
        /** Pin these views in this order, and no others */
        put: operations["putViewsPinned"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A view */
        get: operations["getViewsId"];
        /** Change a view, share it, or share it no more */
        put: operations["putViewsId"];
        post?: never;
        /** Remove a view */
        delete: operations["deleteViewsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/me/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether one counts as there */
        get: operations["getPeopleMeAvailability"];
        /** Say whether one is there */
        put: operations["putPeopleMeAvailability"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queues/{id}/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who works a queue, and how much they have to do */
        get: operations["getQueuesIdAgents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/links/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a link is for */
        get: operations["getLinksToken"];
        put?: never;
        /** Press the button of a link */
        post: operations["postLinksToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/links/{token}/renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have a new link mailed to the same address */
        post: operations["postLinksTokenRenew"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Approvals, the latest asked first */
        get: operations["getApprovals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/approvals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One approval with its answers */
        get: operations["getApprovalsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/approvals/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say yes to what is asked */
        post: operations["postApprovalsIdApprove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/approvals/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say no to what is asked */
        post: operations["postApprovalsIdDecline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/mails": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The mails of a ticket: to whom, why, and why one was not sent */
        get: operations["getTicketsIdMails"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mails/{id}/again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a mail again that was given up */
        post: operations["postMailsIdAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The mails that the demo sent, the newest first */
        get: operations["getMailbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailbox/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One mail of the demo */
        get: operations["getMailboxId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The webhooks of your company */
        get: operations["getWebhooks"];
        put?: never;
        /** Be told of events at an address of yours; the answer shows the secret that messages are signed with, once */
        post: operations["postWebhooks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One webhook */
        get: operations["getWebhooksId"];
        put?: never;
        post?: never;
        /** Remove a webhook */
        delete: operations["deleteWebhooksId"];
        options?: never;
        head?: never;
        /** Change what a webhook is told and where */
        patch: operations["patchWebhooksId"];
        trace?: never;
    };
    "/webhooks/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a new secret; the old one signs too for a day */
        post: operations["postWebhooksIdSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest messages to a webhook, and what became of them */
        get: operations["getWebhooksIdMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/messages/{message}/again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message again that was given up */
        post: operations["postWebhooksIdMessagesMessageAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Outages, the newest first */
        get: operations["getOutages"];
        put?: never;
        /** Report an outage; made by somebody who may publish, it is published */
        post: operations["postOutages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One outage with its updates, tickets and exposure */
        get: operations["getOutagesId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Correct what was recorded */
        patch: operations["patchOutagesId"];
        trace?: never;
    };
    "/outages/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish a reported outage */
        post: operations["postOutagesIdPublish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outages/{id}/updates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell how an outage goes on */
        post: operations["postOutagesIdUpdates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outages/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End an outage, now or at an instant before */
        post: operations["postOutagesIdEnd"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/maintenance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Windows of maintenance, the latest first */
        get: operations["getMaintenance"];
        put?: never;
        /** Announce maintenance */
        post: operations["postMaintenance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/maintenance/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One window of maintenance */
        get: operations["getMaintenanceId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a window; one that grows or moves is announced anew */
        patch: operations["patchMaintenanceId"];
        trace?: never;
    };
    "/maintenance/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a window, or break it off */
        post: operations["postMaintenanceIdCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/sla": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count how targets were kept, and who used the time */
        get: operations["getReportsSla"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Credits, the latest period first */
        get: operations["getCredits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credits/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One credit with its whole calculation */
        get: operations["getCreditsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credits/{id}/note.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The credit note */
        get: operations["getCreditsIdNotePdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions/{id}/uptime": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Uptime of a period, an estimate while it runs */
        get: operations["getSubscriptionsIdUptime"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credit-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Calculate every period that has ended and has no record yet */
        post: operations["postCreditRuns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credits/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a credit be issued, or settle its dispute */
        post: operations["postCreditsIdApprove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credits/{id}/void": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Void a credit; what was issued is taken back in the ledger */
        post: operations["postCreditsIdVoid"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credits/{id}/dispute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that the calculation is wrong */
        post: operations["postCreditsIdDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credits/{id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Claim a credit that waits for it */
        post: operations["postCreditsIdClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credits/{id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set an issued credit off against an invoice */
        post: operations["postCreditsIdApply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credits/{id}/pay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Note that an issued credit was paid out */
        post: operations["postCreditsIdPay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Journal entries, the newest first */
        get: operations["getLedgerEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/balances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The balance of every account */
        get: operations["getLedgerBalances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened, in order, as far as it is for the caller */
        get: operations["getEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what of money and administration; a partner’s admin sees its own company’s */
        get: operations["getAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This description */
        get: operations["getOpenapiJson"];
        put?: never;
        post?: never;
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
        OwnSession: {
            id: string;
            /** @description What the browser called itself */
            agent: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            current: boolean;
        };
        Session: {
            person: {
                id: string;
                name: string;
                email: string;
                roles: ("agent" | "lead" | "finance" | "admin" | "partner-agent" | "partner-admin" | "contact")[];
                company: components["schemas"]["Company"];
                /** @enum {string} */
                reader: "agent" | "staff" | "partner" | "customer";
                /** @enum {string} */
                language: "en" | "de" | "es";
                timeZone: string;
                ticket: string | null;
            };
            may: string[];
            /**
             * Format: date-time
             * @description What time it is by the desk’s clock
             */
            now: string;
            /** @description The provider’s name; a customer knows their partner’s brand only */
            provider: string | null;
        };
        Company: {
            /** @constant */
            kind: "provider";
        } | {
            /** @constant */
            kind: "partner";
            id: string;
        } | {
            /** @constant */
            kind: "customer";
            id: string;
        };
        Person: {
            id: string;
            version: number;
            email: string;
            name: string;
            company: components["schemas"]["Company"];
            roles: ("agent" | "lead" | "finance" | "admin" | "partner-agent" | "partner-admin" | "contact")[];
            /** @enum {string} */
            language: "en" | "de" | "es";
            timeZone: string;
            capacity: number | null;
            calendar: string | null;
            skills: {
                skill: string;
                level: number;
            }[];
            active: boolean;
        };
        Key: {
            id: string;
            version: number;
            name: string;
            company: components["schemas"]["Company"];
            scopes: ("tickets:read" | "tickets:write" | "outages:write" | "credits:read" | "credits:run" | "approvals:write" | "admin")[];
            expiresAt: string | null;
            revoked: boolean;
        };
        NewKey: {
            id: string;
            version: number;
            name: string;
            company: components["schemas"]["Company"];
            scopes: ("tickets:read" | "tickets:write" | "outages:write" | "credits:read" | "credits:run" | "approvals:write" | "admin")[];
            expiresAt: string | null;
            revoked: boolean;
            key: string | null;
        };
        Component: {
            id: string;
            name?: string;
            group?: string | null;
            description?: string;
            version: number;
        };
        ComponentContent: {
            id: string;
            name: string;
            /** @default null */
            group?: string | null;
            /** @default  */
            description?: string;
        };
        ComponentChange: {
            id?: string;
            name?: string;
            group?: string | null;
            description?: string;
        };
        Calendar: {
            id: string;
            name: string;
            /** @default null */
            from: string | null;
            /** @default {} */
            holidayNames: {
                [key: string]: string;
            };
            /** @default null */
            holidayFeed: {
                /** Format: uri */
                url: string;
            } | null;
            version: number;
        };
        CalendarContent: {
            id: string;
            name: string;
            /** @default null */
            from?: string | null;
            /** @default {} */
            holidayNames?: {
                [key: string]: string;
            };
            /** @default null */
            holidayFeed?: {
                /** Format: uri */
                url: string;
            } | null;
        } & {
            [key: string]: unknown;
        };
        CalendarChange: {
            id?: string;
            name?: string;
            from?: string | null;
            holidayNames?: {
                [key: string]: string;
            };
            holidayFeed?: {
                /** Format: uri */
                url: string;
            } | null;
        } & {
            [key: string]: unknown;
        };
        Terms: {
            id: string;
            title: string;
            version: number;
        };
        TermsContent: {
            id: string;
            title: string;
        } & {
            [key: string]: unknown;
        };
        TermsChange: {
            id?: string;
            title?: string;
        } & {
            [key: string]: unknown;
        };
        "Breach-reason": {
            id: string;
            name?: string;
            parties?: ("provider" | "partner")[];
            version: number;
        };
        "Breach-reasonContent": {
            id: string;
            name: string;
            /**
             * @default [
             *       "provider",
             *       "partner"
             *     ]
             */
            parties?: ("provider" | "partner")[];
        };
        "Breach-reasonChange": {
            id?: string;
            name?: string;
            parties?: ("provider" | "partner")[];
        };
        Skill: {
            id: string;
            name?: string;
            version: number;
        };
        SkillContent: {
            id: string;
            name: string;
        };
        SkillChange: {
            id?: string;
            name?: string;
        };
        Partner: {
            id: string;
            name?: string;
            domains?: string[];
            mailboxes?: string[];
            contacts?: {
                name: string;
                email: string;
                /** @default 0 */
                tier: number;
            }[];
            timeZone?: string;
            /** @enum {string} */
            language?: "en" | "de" | "es";
            brand?: {
                senderName: string;
                /** @default null */
                colour: string | null;
                /** @default null */
                logo: string | null;
                /** @default false */
                showsAssignee: boolean;
            } | null;
            approvers?: string[];
            passThroughTerms?: string | null;
            shows?: {
                credits: boolean;
                retail: boolean;
            };
            version: number;
        };
        PartnerContent: {
            id: string;
            name: string;
            /** @default [] */
            domains?: string[];
            /** @default [] */
            mailboxes?: string[];
            /** @default [] */
            contacts?: {
                name: string;
                email: string;
                /** @default 0 */
                tier?: number;
            }[];
            /** @default UTC */
            timeZone?: string;
            /**
             * @default en
             * @enum {string}
             */
            language?: "en" | "de" | "es";
            /** @default null */
            brand?: {
                senderName: string;
                /** @default null */
                colour?: string | null;
                /** @default null */
                logo?: string | null;
                /** @default false */
                showsAssignee?: boolean;
            } | null;
            /** @default [] */
            approvers?: string[];
            /** @default null */
            passThroughTerms?: string | null;
            /**
             * @default {
             *       "credits": false,
             *       "retail": false
             *     }
             */
            shows?: {
                credits: boolean;
                retail: boolean;
            };
        };
        PartnerChange: {
            id?: string;
            name?: string;
            domains?: string[];
            mailboxes?: string[];
            contacts?: {
                name: string;
                email: string;
                /** @default 0 */
                tier?: number;
            }[];
            timeZone?: string;
            /** @enum {string} */
            language?: "en" | "de" | "es";
            brand?: {
                senderName: string;
                /** @default null */
                colour?: string | null;
                /** @default null */
                logo?: string | null;
                /** @default false */
                showsAssignee?: boolean;
            } | null;
            approvers?: string[];
            passThroughTerms?: string | null;
            shows?: {
                credits: boolean;
                retail: boolean;
            };
        };
        Customer: {
            id: string;
            name?: string;
            domains?: string[];
            contacts?: {
                name: string;
                email: string;
            }[];
            timeZone?: string;
            /** @enum {string} */
            language?: "en" | "de" | "es";
            version: number;
        };
        CustomerContent: {
            id: string;
            name: string;
            /** @default [] */
            domains?: string[];
            /** @default [] */
            contacts?: {
                name: string;
                email: string;
            }[];
            /** @default UTC */
            timeZone?: string;
            /**
             * @default en
             * @enum {string}
             */
            language?: "en" | "de" | "es";
        };
        CustomerChange: {
            id?: string;
            name?: string;
            domains?: string[];
            contacts?: {
                name: string;
                email: string;
            }[];
            timeZone?: string;
            /** @enum {string} */
            language?: "en" | "de" | "es";
        };
        Queue: {
            id: string;
            name?: string;
            partner?: string | null;
            leads?: string[];
            order?: number;
            default?: boolean;
            when?: {
                /** @default [] */
                kinds: ("incident" | "question" | "request" | "upgrade")[];
                /** @default [] */
                components: string[];
                /** @default [] */
                partners: string[];
                /** @default [] */
                dealTypes: ("resale" | "agency" | "direct")[];
                /** @default [] */
                languages: ("en" | "de" | "es")[];
                /** @default [] */
                priorities: ("urgent" | "high" | "normal" | "low")[];
                /** @default [] */
                courts: ("provider" | "partner" | "customer" | "third_party")[];
            } | {
                /** @default [] */
                kinds: ("incident" | "question" | "request" | "upgrade")[];
                /** @default [] */
                components: string[];
                /** @default [] */
                partners: string[];
                /** @default [] */
                dealTypes: ("resale" | "agency" | "direct")[];
                /** @default [] */
                languages: ("en" | "de" | "es")[];
                /** @default [] */
                priorities: ("urgent" | "high" | "normal" | "low")[];
                /** @default [] */
                courts: ("provider" | "partner" | "customer" | "third_party")[];
            }[];
            calendar?: string | null;
            triageMinutes?: number | null;
            /** @enum {string} */
            assignment?: "by-hand" | "round-robin" | "least-loaded" | "by-skill";
            agents?: string[];
            skills?: {
                skill: string;
                /** @default 1 */
                level: number;
                /** @default true */
                required: boolean;
            }[];
            fallbackAfterMinutes?: number;
            passOnAfterMinutes?: number | null;
            version: number;
        };
        QueueContent: {
            id: string;
            name: string;
            /** @default null */
            partner?: string | null;
            /** @default [] */
            leads?: string[];
            order: number;
            /** @default false */
            default?: boolean;
            /**
             * @default {
             *       "kinds": [],
             *       "components": [],
             *       "partners": [],
             *       "dealTypes": [],
             *       "languages": [],
             *       "priorities": [],
             *       "courts": []
             *     }
             */
            when?: {
                /** @default [] */
                kinds?: ("incident" | "question" | "request" | "upgrade")[];
                /** @default [] */
                components?: string[];
                /** @default [] */
                partners?: string[];
                /** @default [] */
                dealTypes?: ("resale" | "agency" | "direct")[];
                /** @default [] */
                languages?: ("en" | "de" | "es")[];
                /** @default [] */
                priorities?: ("urgent" | "high" | "normal" | "low")[];
                /** @default [] */
                courts?: ("provider" | "partner" | "customer" | "third_party")[];
            } | {
                /** @default [] */
                kinds?: ("incident" | "question" | "request" | "upgrade")[];
                /** @default [] */
                components?: string[];
                /** @default [] */
                partners?: string[];
                /** @default [] */
                dealTypes?: ("resale" | "agency" | "direct")[];
                /** @default [] */
                languages?: ("en" | "de" | "es")[];
                /** @default [] */
                priorities?: ("urgent" | "high" | "normal" | "low")[];
                /** @default [] */
                courts?: ("provider" | "partner" | "customer" | "third_party")[];
            }[];
            /** @default null */
            calendar?: string | null;
            /** @default null */
            triageMinutes?: number | null;
            /**
             * @default by-hand
             * @enum {string}
             */
            assignment?: "by-hand" | "round-robin" | "least-loaded" | "by-skill";
            /** @default [] */
            agents?: string[];
            /** @default [] */
            skills?: {
                skill: string;
                /** @default 1 */
                level?: number;
                /** @default true */
                required?: boolean;
            }[];
            /** @default 15 */
            fallbackAfterMinutes?: number;
            /** @default null */
            passOnAfterMinutes?: number | null;
        };
        QueueChange: {
            id?: string;
            name?: string;
            partner?: string | null;
            leads?: string[];
            order?: number;
            default?: boolean;
            when?: {
                /** @default [] */
                kinds?: ("incident" | "question" | "request" | "upgrade")[];
                /** @default [] */
                components?: string[];
                /** @default [] */
                partners?: string[];
                /** @default [] */
                dealTypes?: ("resale" | "agency" | "direct")[];
                /** @default [] */
                languages?: ("en" | "de" | "es")[];
                /** @default [] */
                priorities?: ("urgent" | "high" | "normal" | "low")[];
                /** @default [] */
                courts?: ("provider" | "partner" | "customer" | "third_party")[];
            } | {
                /** @default [] */
                kinds?: ("incident" | "question" | "request" | "upgrade")[];
                /** @default [] */
                components?: string[];
                /** @default [] */
                partners?: string[];
                /** @default [] */
                dealTypes?: ("resale" | "agency" | "direct")[];
                /** @default [] */
                languages?: ("en" | "de" | "es")[];
                /** @default [] */
                priorities?: ("urgent" | "high" | "normal" | "low")[];
                /** @default [] */
                courts?: ("provider" | "partner" | "customer" | "third_party")[];
            }[];
            calendar?: string | null;
            triageMinutes?: number | null;
            /** @enum {string} */
            assignment?: "by-hand" | "round-robin" | "least-loaded" | "by-skill";
            agents?: string[];
            skills?: {
                skill: string;
                /** @default 1 */
                level?: number;
                /** @default true */
                required?: boolean;
            }[];
            fallbackAfterMinutes?: number;
            passOnAfterMinutes?: number | null;
        };
        Rota: {
            id: string;
            name?: string;
            partner?: string | null;
            queue?: string | null;
            timeZone?: string;
            calendar?: string | null;
            layers?: {
                from: string;
                /** @default null */
                until: string | null;
                /** @default 09:00 */
                handOver: string;
                /** @default 1 */
                weeks: number;
                people: string[];
                /** @default null */
                calendar: string | null;
            }[];
            overrides?: {
                from: string;
                to: string;
                person: string | null;
            }[];
            version: number;
        };
        RotaContent: {
            id: string;
            name: string;
            /** @default null */
            partner?: string | null;
            /** @default null */
            queue?: string | null;
            timeZone: string;
            /** @default null */
            calendar?: string | null;
            layers: {
                from: string;
                /** @default null */
                until?: string | null;
                /** @default 09:00 */
                handOver?: string;
                /** @default 1 */
                weeks?: number;
                people: string[];
                /** @default null */
                calendar?: string | null;
            }[];
            /** @default [] */
            overrides?: {
                from: string;
                to: string;
                person: string | null;
            }[];
        };
        RotaChange: {
            id?: string;
            name?: string;
            partner?: string | null;
            queue?: string | null;
            timeZone?: string;
            calendar?: string | null;
            layers?: {
                from: string;
                /** @default null */
                until?: string | null;
                /** @default 09:00 */
                handOver?: string;
                /** @default 1 */
                weeks?: number;
                people: string[];
                /** @default null */
                calendar?: string | null;
            }[];
            overrides?: {
                from: string;
                to: string;
                person: string | null;
            }[];
        };
        Vendor: {
            id: string;
            name?: string;
            contacts?: {
                name: string;
                email: string;
            }[];
            calendar?: string | null;
            promisedMinutes?: number | null;
            version: number;
        };
        VendorContent: {
            id: string;
            name: string;
            contacts: {
                name: string;
                email: string;
            }[];
            /** @default null */
            calendar?: string | null;
            /** @default null */
            promisedMinutes?: number | null;
        };
        VendorChange: {
            id?: string;
            name?: string;
            contacts?: {
                name: string;
                email: string;
            }[];
            calendar?: string | null;
            promisedMinutes?: number | null;
        };
        Deal: {
            id: string;
            partner?: string | null;
            customer?: string;
            /** @enum {string} */
            type?: "resale" | "agency" | "direct";
            support?: ("partner-first" | "shared" | "provider-first") | null;
            from?: string;
            until?: string | null;
            components?: string[];
            plan?: string | null;
            /** @enum {string} */
            renewal?: "automatic" | "by-agreement" | "none";
            noticeDays?: number;
            /** @enum {string} */
            contactAuthority?: "provider-may-write" | "provider-via-partner";
            /** @enum {string} */
            recipients?: "partner" | "both" | "customer";
            closeAfterDays?: number;
            followUps?: "playbook" | {
                customer: {
                    /** @default null */
                    calendar: string | null;
                    /**
                     * @default [
                     *       960,
                     *       2400
                     *     ]
                     */
                    remindAfter: number[];
                    /** @default 4800 */
                    solveAfter: number | null;
                };
                third_party: {
                    /** @default null */
                    calendar: string | null;
                    /**
                     * @default [
                     *       960,
                     *       2400,
                     *       4800
                     *     ]
                     */
                    remindAfter: number[];
                    /** @default 9600 */
                    solveAfter: number | null;
                };
            };
            sharesProviderRows?: boolean;
            /** @enum {string} */
            customerHears?: "nothing" | "breaches" | "warnings-and-breaches";
            preAgreed?: {
                item: string;
                /** @default null */
                maxQuantity: number | null;
                /** @default null */
                maxIncrease: number | null;
            }[];
            preAgreedPeriod?: ("month" | "quarter" | "year") | null;
            preAgreedMonthly?: {
                amount: number;
                currency: string;
            } | null;
            commissionPercent?: string | null;
            approvers?: string[];
            version: number;
        };
        DealContent: {
            id: string;
            partner: string | null;
            customer: string;
            /** @enum {string} */
            type: "resale" | "agency" | "direct";
            /** @default null */
            support?: ("partner-first" | "shared" | "provider-first") | null;
            from: string;
            /** @default null */
            until?: string | null;
            /** @default [] */
            components?: string[];
            /** @default null */
            plan?: string | null;
            /**
             * @default automatic
             * @enum {string}
             */
            renewal?: "automatic" | "by-agreement" | "none";
            /** @default 30 */
            noticeDays?: number;
            /**
             * @default provider-may-write
             * @enum {string}
             */
            contactAuthority?: "provider-may-write" | "provider-via-partner";
            /**
             * @default customer
             * @enum {string}
             */
            recipients?: "partner" | "both" | "customer";
            /** @default 7 */
            closeAfterDays?: number;
            /**
             * @default {
             *       "customer": {
             *         "calendar": null,
             *         "remindAfter": [
             *           960,
             *           2400
             *         ],
             *         "solveAfter": 4800
             *       },
             *       "third_party": {
             *         "calendar": null,
             *         "remindAfter": [
             *           960,
             *           2400,
             *           4800
             *         ],
             *         "solveAfter": 9600
             *       }
             *     }
             */
            followUps?: "playbook" | {
                /** @default {} */
                customer?: {
                    /** @default null */
                    calendar?: string | null;
                    /**
                     * @default [
                     *       960,
                     *       2400
                     *     ]
                     */
                    remindAfter?: number[];
                    /** @default 4800 */
                    solveAfter?: number | null;
                };
                /** @default {} */
                third_party?: {
                    /** @default null */
                    calendar?: string | null;
                    /**
                     * @default [
                     *       960,
                     *       2400,
                     *       4800
                     *     ]
                     */
                    remindAfter?: number[];
                    /** @default 9600 */
                    solveAfter?: number | null;
                };
            };
            /** @default false */
            sharesProviderRows?: boolean;
            /**
             * @default nothing
             * @enum {string}
             */
            customerHears?: "nothing" | "breaches" | "warnings-and-breaches";
            /** @default [] */
            preAgreed?: {
                item: string;
                /** @default null */
                maxQuantity?: number | null;
                /** @default null */
                maxIncrease?: number | null;
            }[];
            /** @default null */
            preAgreedPeriod?: ("month" | "quarter" | "year") | null;
            /** @default null */
            preAgreedMonthly?: {
                amount: number;
                currency: string;
            } | null;
            /** @default null */
            commissionPercent?: string | null;
            /** @default [] */
            approvers?: string[];
        };
        DealChange: {
            id?: string;
            partner?: string | null;
            customer?: string;
            /** @enum {string} */
            type?: "resale" | "agency" | "direct";
            support?: ("partner-first" | "shared" | "provider-first") | null;
            from?: string;
            until?: string | null;
            components?: string[];
            plan?: string | null;
            /** @enum {string} */
            renewal?: "automatic" | "by-agreement" | "none";
            noticeDays?: number;
            /** @enum {string} */
            contactAuthority?: "provider-may-write" | "provider-via-partner";
            /** @enum {string} */
            recipients?: "partner" | "both" | "customer";
            closeAfterDays?: number;
            followUps?: "playbook" | {
                /** @default {} */
                customer?: {
                    /** @default null */
                    calendar?: string | null;
                    /**
                     * @default [
                     *       960,
                     *       2400
                     *     ]
                     */
                    remindAfter?: number[];
                    /** @default 4800 */
                    solveAfter?: number | null;
                };
                /** @default {} */
                third_party?: {
                    /** @default null */
                    calendar?: string | null;
                    /**
                     * @default [
                     *       960,
                     *       2400,
                     *       4800
                     *     ]
                     */
                    remindAfter?: number[];
                    /** @default 9600 */
                    solveAfter?: number | null;
                };
            };
            sharesProviderRows?: boolean;
            /** @enum {string} */
            customerHears?: "nothing" | "breaches" | "warnings-and-breaches";
            preAgreed?: {
                item: string;
                /** @default null */
                maxQuantity?: number | null;
                /** @default null */
                maxIncrease?: number | null;
            }[];
            preAgreedPeriod?: ("month" | "quarter" | "year") | null;
            preAgreedMonthly?: {
                amount: number;
                currency: string;
            } | null;
            commissionPercent?: string | null;
            approvers?: string[];
        };
        Policy: {
            id: string;
            name?: string;
            scope?: {
                /** @constant */
                kind: "default";
            } | {
                /** @constant */
                kind: "plan";
                plan: string;
            } | {
                /** @constant */
                kind: "partner";
                partner: string;
            } | {
                /** @constant */
                kind: "deal";
                deal: string;
            };
            from?: string | null;
            targets?: {
                /** @enum {string} */
                metric: "first_response" | "next_response" | "update" | "handling" | "resolution";
                /** @enum {string} */
                party: "provider" | "partner" | "promise";
                calendar: string;
                minutes: {
                    [key: string]: number;
                };
                warnAt?: number[];
            }[];
            version: number;
        };
        PolicyContent: {
            id: string;
            name: string;
            scope: {
                /** @constant */
                kind: "default";
            } | {
                /** @constant */
                kind: "plan";
                plan: string;
            } | {
                /** @constant */
                kind: "partner";
                partner: string;
            } | {
                /** @constant */
                kind: "deal";
                deal: string;
            };
            /** @default null */
            from?: string | null;
            targets: {
                /** @enum {string} */
                metric: "first_response" | "next_response" | "update" | "handling" | "resolution";
                /** @enum {string} */
                party: "provider" | "partner" | "promise";
                calendar: string;
                minutes: {
                    [key: string]: number;
                };
                warnAt?: number[];
            }[];
        };
        PolicyChange: {
            id?: string;
            name?: string;
            scope?: {
                /** @constant */
                kind: "default";
            } | {
                /** @constant */
                kind: "plan";
                plan: string;
            } | {
                /** @constant */
                kind: "partner";
                partner: string;
            } | {
                /** @constant */
                kind: "deal";
                deal: string;
            };
            from?: string | null;
            targets?: {
                /** @enum {string} */
                metric: "first_response" | "next_response" | "update" | "handling" | "resolution";
                /** @enum {string} */
                party: "provider" | "partner" | "promise";
                calendar: string;
                minutes: {
                    [key: string]: number;
                };
                warnAt?: number[];
            }[];
        };
        Subscription: {
            id: string;
            deal?: string;
            title?: string;
            components?: string[];
            items?: {
                [key: string]: number;
            };
            start?: string;
            end?: string | null;
            terms?: string;
            monthlyFee?: {
                amount: number;
                currency: string;
            };
            unitPrices?: {
                [key: string]: number;
            };
            componentFees?: {
                [key: string]: number;
            } | null;
            charges?: {
                [key: string]: number;
            };
            retailMonthlyFee?: {
                amount: number;
                currency: string;
            } | null;
            measurements?: {
                [key: string]: string;
            };
            version: number;
        };
        SubscriptionContent: {
            id: string;
            deal: string;
            title: string;
            components: string[];
            /** @default {} */
            items?: {
                [key: string]: number;
            };
            start: string;
            /** @default null */
            end?: string | null;
            terms: string;
            monthlyFee: {
                amount: number;
                currency: string;
            };
            /** @default {} */
            unitPrices?: {
                [key: string]: number;
            };
            /** @default null */
            componentFees?: {
                [key: string]: number;
            } | null;
            /** @default {} */
            charges?: {
                [key: string]: number;
            };
            /** @default null */
            retailMonthlyFee?: {
                amount: number;
                currency: string;
            } | null;
            /** @default {} */
            measurements?: {
                [key: string]: string;
            };
        };
        SubscriptionChange: {
            id?: string;
            deal?: string;
            title?: string;
            components?: string[];
            items?: {
                [key: string]: number;
            };
            start?: string;
            end?: string | null;
            terms?: string;
            monthlyFee?: {
                amount: number;
                currency: string;
            };
            unitPrices?: {
                [key: string]: number;
            };
            componentFees?: {
                [key: string]: number;
            } | null;
            charges?: {
                [key: string]: number;
            };
            retailMonthlyFee?: {
                amount: number;
                currency: string;
            } | null;
            measurements?: {
                [key: string]: string;
            };
        };
        SlaForesight: {
            /** @enum {string} */
            rule: "keep" | "from-now" | "recompute";
            /** @description At how many tickets this answer looked */
            looked: number;
            partners: {
                partner: {
                    id: string;
                    name: string;
                } | null;
                /** @description That would change at all */
                tickets: number;
                /** @description Of which a target would be due at another time */
                due: number;
                /** @description Of which a target would be broken that is not */
                breached: number;
                /** @description Of which a broken target would not be broken */
                mended: number;
            }[];
            items: {
                ticket: {
                    id: string;
                    number: number;
                };
                partner: {
                    id: string;
                    name: string;
                } | null;
                rows: {
                    metric: string;
                    party: string;
                    cycle: number;
                    before: {
                        state: string;
                        targetSeconds: number | null;
                        dueAt: string | null;
                        breachedAt: string | null;
                    } | null;
                    after: {
                        state: string;
                        targetSeconds: number | null;
                        dueAt: string | null;
                        breachedAt: string | null;
                    } | null;
                }[];
            }[];
            nextCursor: string | null;
        };
        SlaChange: {
            id: string;
            version: number;
            /** @enum {string} */
            state: "running" | "done";
            /** @enum {string} */
            rule: "keep" | "from-now" | "recompute";
            policies: string[];
            calendars: string[];
            deals: string[];
            partners: string[];
            /** @description What became of a deal, where the change is of one */
            deal: {
                id: string;
                /** @enum {string} */
                verb: "ended" | "passed" | "retyped";
                successor: string | null;
                /** @enum {string} */
                tickets: "stay" | "successor" | "provider";
            } | null;
            /**
             * Format: date-time
             * @description When it comes to the tickets
             */
            dueAt: string;
            reason: string | null;
            /** @description Why nothing could be done at all */
            fault: string | null;
            by: {
                id: string;
                name: string;
            };
            /** Format: date-time */
            startedAt: string;
            endedAt: string | null;
            counts: {
                looked: number;
                moved: number;
                kept: number;
                unchanged: number;
                failed: number;
            };
            failures: {
                ticket: string;
                number: number;
                reason: string;
            }[];
        };
        SlaChangeAsked: {
            /** @enum {string} */
            rule: "keep" | "from-now" | "recompute";
            /**
             * @description Tickets that run under one of these, or could; with calendars: under any of both
             * @default []
             */
            policies?: string[];
            /** @default [] */
            calendars?: string[];
            /**
             * @description Of those, or of all, only tickets under these
             * @default []
             */
            deals?: string[];
            /**
             * @description The same for partners
             * @default []
             */
            partners?: string[];
            reason?: string;
            /** @default false */
            dryRun?: boolean;
            /** @description Of a dry run: where the answer before ended */
            cursor?: string;
        };
        DealEnd: {
            /** @description When the deal ends; left out: now */
            at?: string;
            /**
             * @description How the clocks of tickets that do not stay go on
             * @enum {string}
             */
            rule?: "from-now" | "recompute";
            reason?: string;
            /**
             * @description Only say what would become of the clocks of its open tickets
             * @default false
             */
            dryRun?: boolean;
            /** @description Of a dry run: where the answer before ended */
            cursor?: string;
            /** @enum {string} */
            tickets: "stay" | "provider";
        };
        DealSuccession: {
            /** @description When the deal ends; left out: now */
            at?: string;
            /**
             * @description How the clocks of tickets that do not stay go on
             * @enum {string}
             */
            rule?: "from-now" | "recompute";
            reason?: string;
            /**
             * @description Only say what would become of the clocks of its open tickets
             * @default false
             */
            dryRun?: boolean;
            /** @description Of a dry run: where the answer before ended */
            cursor?: string;
            /** @enum {string} */
            tickets: "stay" | "successor" | "provider";
            /** @description The deal that follows: its id, and what it says otherwise */
            successor: {
                id: string;
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What a playbook would do; nothing of it was carried out */
        PlaybookTrialResult: {
            /** @description Whether it would begin at all */
            begins: boolean;
            state: ("waiting" | "finished" | "stopped" | "failed") | null;
            /** @description What it would wait for in the end */
            next: string | null;
            steps: {
                /** Format: date-time */
                at: string;
                step: string;
                words: string;
            }[];
            effects: ({
                /** Format: date-time */
                at: string;
                step: string;
                do: string;
            } & {
                [key: string]: unknown;
            })[];
            findings: components["schemas"]["PlaybookFinding"][];
        };
        PlaybookFinding: {
            /** @enum {string} */
            severity: "error" | "warning";
            /** @description Which step; `3.then.1` is within an arm */
            step: string;
            message: string;
            line: number;
            column: number;
        };
        PlaybookTrial: {
            /** @description Whose playbook it is; left out: the caller’s company */
            partner?: string | null;
            /** @description A playbook, as YAML in a text or as a document */
            playbook?: string | {
                [key: string]: unknown;
            };
            stored?: {
                name: string;
                version?: number;
            };
            /** @description The ticket, how it begins, and what follows at which instant */
            scenario: {
                [key: string]: unknown;
            };
        };
        ListedPlaybook: {
            /** @description The partner whose it is; null: the provider */
            owner: string | null;
            name: string;
            version: number;
            title: string;
            signedBy: {
                /** @enum {string} */
                kind: "person" | "key" | "link" | "system";
                id: string;
                name: string;
                /** @enum {string} */
                party: "provider" | "partner" | "customer" | "system";
            };
            /** Format: date-time */
            signedAt: string;
            /** @description When it begins, in words */
            begins: string;
        };
        /** @description A playbook as it is in force, explained in words */
        Playbook: {
            /** @description The partner whose it is; null: the provider */
            owner: string | null;
            name: string;
            version: number;
            title: string;
            signedBy: {
                /** @enum {string} */
                kind: "person" | "key" | "link" | "system";
                id: string;
                name: string;
                /** @enum {string} */
                party: "provider" | "partner" | "customer" | "system";
            };
            /** Format: date-time */
            signedAt: string;
            /** @description As it was written, in YAML or JSON */
            text: string;
            explained: {
                /** @description Empty for when it begins */
                step: string;
                depth: number;
                words: string;
            }[];
            findings: components["schemas"]["PlaybookFinding"][];
        };
        PlaybookVersion: {
            version: number;
            title: string;
            signedBy: {
                /** @enum {string} */
                kind: "person" | "key" | "link" | "system";
                id: string;
                name: string;
                /** @enum {string} */
                party: "provider" | "partner" | "customer" | "system";
            };
            /** Format: date-time */
            signedAt: string;
        };
        Quantities: {
            on: string;
            /** @description How many there are of each item on that day */
            items: {
                [key: string]: number;
            };
            /** @description A month’s fee on that day, for who may see it */
            monthlyFee?: components["schemas"]["Money"];
            upgrades: {
                ticket: string;
                item: string;
                /** @description The new total */
                quantity: number;
                increase: number;
                from: string;
                /** @enum {string} */
                state: "asked" | "reserved" | "agreed";
            }[];
        };
        /** @description An amount in the currency’s minor units */
        Money: {
            amount: number;
            currency: string;
        };
        Thread: {
            id: string;
            vendor: string | null;
            contact: components["schemas"]["ThirdPartyContact"];
            subject: string;
            /** @enum {string} */
            visibility: "own" | "desks";
            owner: {
                id: string | null;
                name: string | null;
                /** @enum {string} */
                party: "provider" | "partner" | "customer";
            };
            promised: {
                minutes: number;
                calendar: string | null;
            } | null;
            /** @enum {string} */
            state: "waiting" | "answered" | "closed";
            /** Format: date-time */
            openedAt: string;
            askedAt: string | null;
            dueAt: string | null;
            overdue: boolean;
            chased: number;
            messages: components["schemas"]["ThreadMessage"][];
        };
        ThirdPartyContact: {
            name: string;
            email: string;
            company: string;
        };
        ThreadMessage: {
            id: string;
            /** Format: date-time */
            at: string;
            from: {
                name: string | null;
                /** @enum {string} */
                party: "provider" | "partner" | "customer" | "third_party";
            };
            chase: boolean;
            /** @description From whom the thread is with; what desks write always is */
            verified: boolean;
            automatic: boolean;
            text: string;
            html: string | null;
            attachments: components["schemas"]["Attachment"][];
        };
        Attachment: {
            id: string;
            name: string;
            type: string;
            size: number;
            sha256: string;
        };
        OpenThread: {
            /** @description Brings its first contact and what it promised */
            vendor?: string;
            contact?: components["schemas"]["ThirdPartyContact"];
            /** @enum {string} */
            visibility?: "own" | "desks";
            subject?: string;
            text: string;
            promised?: {
                minutes: number;
                /** @description `null`: nine to five from Monday to Friday where the customer is */
                calendar?: string | null;
            } | null;
        };
        ThreadList: {
            items: components["schemas"]["Thread"][];
        };
        ThreadText: {
            text: string;
        };
        ThreadChase: {
            /** @description Left out: the desk asks in words of its own */
            text?: string;
        };
        ThreadOwner: {
            /** @description A colleague, by id */
            owner: string;
        };
        ThreadTasks: {
            items: {
                ticket: {
                    id: string;
                    number: number;
                    subject: string;
                };
                thread: components["schemas"]["ThreadShown"];
            }[];
        };
        ThreadShown: {
            id: string;
            vendor: string | null;
            contact: components["schemas"]["ThirdPartyContact"];
            subject: string;
            /** @enum {string} */
            visibility: "own" | "desks";
            owner: {
                id: string | null;
                name: string | null;
                /** @enum {string} */
                party: "provider" | "partner" | "customer";
            };
            promised: {
                minutes: number;
                calendar: string | null;
            } | null;
            /** @enum {string} */
            state: "waiting" | "answered" | "closed";
            /** Format: date-time */
            openedAt: string;
            askedAt: string | null;
            dueAt: string | null;
            overdue: boolean;
            chased: number;
        };
        TicketList: {
            items: components["schemas"]["Ticket"][];
            nextCursor: string | null;
        };
        Ticket: {
            id: string;
            number: number;
            version: number;
            /** @enum {string} */
            status: "open" | "solved" | "closed";
            /** @enum {string} */
            kind: "incident" | "question" | "request" | "upgrade";
            /** @enum {string} */
            priority: "urgent" | "high" | "normal" | "low";
            subject: string;
            component: string | null;
            origin: components["schemas"]["Origin"];
            court: ("provider" | "partner" | "customer" | "third_party") | null;
            /** @description The reader’s own: each desk has queues of its own */
            queue?: components["schemas"]["Named"] | null;
            /** @description Why it is in this queue, in words */
            queueWhy?: string | null;
            /** @description When its origin is to be settled */
            triageDueAt?: string | null;
            assignee: components["schemas"]["Member"] | null;
            sla: {
                targets: components["schemas"]["SlaTarget"][];
                court?: {
                    provider: number;
                    partner: number;
                    customer: number;
                    third_party: number;
                };
            };
            playbooks?: components["schemas"]["PlaybookRun"][];
            requester: {
                email: string;
                name: string;
            };
            watchers?: {
                email: string;
                name: string;
            }[];
            externalRef?: {
                system: string;
                id: string;
                url: string | null;
            } | null;
            tags?: string[];
            links?: components["schemas"]["TicketLink"][];
            threads?: components["schemas"]["ThreadShown"][];
            followUps?: components["schemas"]["FollowUp"][] | null;
            /** @description When it is solved by itself if who is waited for does not answer */
            followUpNotice: {
                /**
                 * Format: date-time
                 * @description An instant in UTC
                 */
                at: string;
                words: string;
            } | null;
            snoozedUntil?: string | null;
            snoozeReason?: string | null;
            mergedInto: components["schemas"]["TicketReference"] | null;
            followUpOf: components["schemas"]["TicketReference"] | null;
            upgrade: {
                subscription: string;
                item: string;
                quantity: number;
                /** Format: date */
                from: string;
                /** @enum {string} */
                state: "pending" | "approved" | "declined" | "expired";
                approval: string | null;
            } | null;
            rating: components["schemas"]["Rating"] | null;
            ratings?: components["schemas"]["Rating"][];
            solvedAt: string | null;
            closesAt: string | null;
            may?: ("reply" | "note" | "hand-over" | "claim" | "release" | "assign" | "priority" | "solve" | "reopen" | "close" | "rate" | "snooze" | "merge" | "split" | "link" | "origin")[];
            /**
             * Format: date-time
             * @description An instant in UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description An instant in UTC
             */
            updatedAt: string;
        };
        Origin: {
            /** @enum {string} */
            channel: "api" | "web" | "mail" | "call" | "monitor" | "webhook";
            /** @enum {string} */
            type?: "partner-deal" | "direct-deal" | "partner" | "customer" | "unknown";
            /** @enum {string} */
            confidence?: "certain" | "likely" | "claimed" | "none";
            triage?: boolean;
            disagreement?: boolean;
            partner: components["schemas"]["Named"] | null;
            customer: components["schemas"]["Named"] | null;
            deal: {
                id: string;
            } | null;
            candidates?: {
                id: string;
            }[];
            evidence?: {
                /** @enum {string} */
                rule: "caller-partner" | "caller-customer" | "deal-reference" | "address-deal" | "settled" | "contact" | "address-partner" | "domain" | "component";
                value: string;
                against: boolean;
            }[];
        };
        Named: {
            id: string | null;
            name: string | null;
        };
        Member: {
            id: string | null;
            name: string | null;
            /** @enum {string} */
            party: "provider" | "partner" | "customer" | "system";
        };
        SlaTarget: {
            /** @enum {string} */
            metric: "first_response" | "next_response" | "update" | "handling" | "resolution";
            /** @enum {string} */
            party: "provider" | "partner" | "promise";
            cycle: number;
            source: string | null;
            policy: {
                id: string;
                version: number;
            } | null;
            calendar: {
                id: string;
                version: number;
            } | null;
            /** @enum {string} */
            state: "running" | "paused" | "met" | "breached" | "not_applicable";
            dueAt: string | null;
            targetSeconds: number | null;
            elapsedSeconds: number;
            elapsedByCourt?: {
                [key: string]: number;
            };
            breachedAt: string | null;
            metAt: string | null;
            endedBy: ("reply" | "hand-over" | "solved" | "policy") | null;
            /**
             * @description Of a broken promise: who broke a target of their own; neither: the promise is tighter than those
             * @enum {string}
             */
            fault?: "provider" | "partner" | "both" | "neither";
            /** @description Of a broken row: who has yet to say why */
            asked?: ("provider" | "partner")[];
            reasons?: components["schemas"]["BreachReasonGiven"][];
            /** @description While its calendar is closed: when it opens again */
            opensAt?: string | null;
        };
        BreachReasonGiven: {
            /** @enum {string} */
            party: "provider" | "partner";
            reason: {
                id: string;
                name: string;
            };
            note: string | null;
            by: components["schemas"]["Member"];
            /**
             * Format: date-time
             * @description An instant in UTC
             */
            at: string;
        };
        PlaybookRun: {
            run: string;
            playbook: string;
            version: number;
            /** @enum {string} */
            state: "waiting" | "finished" | "stopped" | "failed";
            /** @description In words; how it ended, once it has */
            next: string | null;
            wakeAt: string | null;
        };
        TicketLink: {
            id: string;
            number: number;
            relation: string;
        };
        FollowUp: {
            /**
             * Format: date-time
             * @description An instant in UTC
             */
            at: string;
            /** @enum {string} */
            what: "reminder" | "solve";
            done: boolean;
        };
        TicketReference: {
            id: string;
            number: number;
        };
        Rating: {
            solving: number;
            score: number;
            words: string | null;
            /**
             * Format: date-time
             * @description An instant in UTC
             */
            at: string;
        };
        Timeline: {
            items: components["schemas"]["TimelineEntry"][];
            nextCursor: string | null;
        };
        TimelineEntry: {
            /** @description The event’s place in the ticket’s life */
            number: number;
            id: string;
            /**
             * Format: date-time
             * @description An instant in UTC
             */
            at: string;
            type: string;
            who: components["schemas"]["Member"];
            /** @description In words */
            what: string;
            why: string | null;
            data: {
                [key: string]: unknown;
            };
            message: components["schemas"]["Message"] | null;
        };
        Message: {
            id: string;
            /**
             * Format: date-time
             * @description An instant in UTC
             */
            at: string;
            author: components["schemas"]["Member"];
            /** @enum {string} */
            visibility: "customer" | "desks" | "own";
            text: string;
            html: string | null;
            attachments: components["schemas"]["Attachment"][];
        };
        MessageList: {
            items: components["schemas"]["Message"][];
            nextCursor: string | null;
        };
        PlaybookRunList: {
            items: components["schemas"]["PlaybookRun"][];
        };
        Sla: {
            targets: components["schemas"]["SlaTarget"][];
            court?: {
                provider: number;
                partner: number;
                customer: number;
                third_party: number;
            };
            /**
             * Format: date-time
             * @description An instant in UTC
             */
            now: string;
            input?: {
                [key: string]: unknown;
            };
        };
        Recipients: {
            /** @enum {string} */
            visibility: "customer" | "desks" | "own";
            allowed: boolean;
            /** @description Why it may not be sent, or why it takes this way */
            why: string | null;
            to: {
                /** @enum {string} */
                party: "provider" | "partner" | "customer";
                name: string;
                email: string | null;
            }[];
        };
        CreateTicket: {
            subject: string;
            description?: string;
            /** @enum {string} */
            kind?: "incident" | "question" | "request" | "upgrade";
            /** @enum {string} */
            priority?: "urgent" | "high" | "normal" | "low";
            requester: {
                /** Format: email */
                email: string;
                name?: string;
            };
            deal?: string | null;
            component?: string | null;
            /** @enum {string} */
            court?: "provider" | "partner";
            externalRef?: {
                system: string;
                id: string;
                /** Format: uri */
                url?: string;
            } | null;
            attachments?: string[];
            tags?: string[];
            upgrade?: {
                subscription: string;
                item: string;
                quantity: number;
                /** Format: date */
                from?: string;
            };
        };
        WebFormAnswer: {
            number: number;
        };
        WebForm: {
            subject: string;
            description: string;
            /** @enum {string} */
            kind?: "incident" | "question" | "request";
            requester: {
                /** Format: email */
                email: string;
                name?: string;
            };
            component?: string | null;
            attachments?: string[];
        };
        TicketAfterCommand: {
            id: string;
            number: number;
            version: number;
            /** @enum {string} */
            status: "open" | "solved" | "closed";
            /** @enum {string} */
            kind: "incident" | "question" | "request" | "upgrade";
            /** @enum {string} */
            priority: "urgent" | "high" | "normal" | "low";
            subject: string;
            component: string | null;
            origin: components["schemas"]["Origin"];
            court: ("provider" | "partner" | "customer" | "third_party") | null;
            /** @description The reader’s own: each desk has queues of its own */
            queue?: components["schemas"]["Named"] | null;
            /** @description Why it is in this queue, in words */
            queueWhy?: string | null;
            /** @description When its origin is to be settled */
            triageDueAt?: string | null;
            assignee: components["schemas"]["Member"] | null;
            sla: {
                targets: components["schemas"]["SlaTarget"][];
                court?: {
                    provider: number;
                    partner: number;
                    customer: number;
                    third_party: number;
                };
            };
            playbooks?: components["schemas"]["PlaybookRun"][];
            requester: {
                email: string;
                name: string;
            };
            watchers?: {
                email: string;
                name: string;
            }[];
            externalRef?: {
                system: string;
                id: string;
                url: string | null;
            } | null;
            tags?: string[];
            links?: components["schemas"]["TicketLink"][];
            threads?: components["schemas"]["ThreadShown"][];
            followUps?: components["schemas"]["FollowUp"][] | null;
            /** @description When it is solved by itself if who is waited for does not answer */
            followUpNotice: {
                /**
                 * Format: date-time
                 * @description An instant in UTC
                 */
                at: string;
                words: string;
            } | null;
            snoozedUntil?: string | null;
            snoozeReason?: string | null;
            mergedInto: components["schemas"]["TicketReference"] | null;
            followUpOf: components["schemas"]["TicketReference"] | null;
            upgrade: {
                subscription: string;
                item: string;
                quantity: number;
                /** Format: date */
                from: string;
                /** @enum {string} */
                state: "pending" | "approved" | "declined" | "expired";
                approval: string | null;
            } | null;
            rating: components["schemas"]["Rating"] | null;
            ratings?: components["schemas"]["Rating"][];
            solvedAt: string | null;
            closesAt: string | null;
            may?: ("reply" | "note" | "hand-over" | "claim" | "release" | "assign" | "priority" | "solve" | "reopen" | "close" | "rate" | "snooze" | "merge" | "split" | "link" | "origin")[];
            /**
             * Format: date-time
             * @description An instant in UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description An instant in UTC
             */
            updatedAt: string;
            message?: string;
        };
        Reply: {
            text?: string;
            html?: string;
            /** @enum {string} */
            visibility?: "customer" | "desks" | "own";
            attachments?: string[];
            /** @enum {string} */
            court?: "provider" | "partner" | "customer" | "third_party";
            /** @description The version that the author had read */
            seen?: number;
        };
        Split: {
            subject: string;
            description?: string;
            /** @enum {string} */
            kind?: "incident" | "question" | "request";
            /** @enum {string} */
            priority?: "urgent" | "high" | "normal" | "low";
            component?: string | null;
        };
        Assign: {
            assignee: string;
        };
        HandOver: {
            /** @enum {string} */
            court: "provider" | "partner" | "customer" | "third_party";
            note?: string;
        };
        Solve: {
            text?: string;
            html?: string;
            /** @enum {string} */
            visibility?: "customer" | "desks" | "own";
            attachments?: string[];
            seen?: number;
        };
        Reopen: {
            text?: string;
            html?: string;
            /** @enum {string} */
            visibility?: "customer" | "desks" | "own";
            attachments?: string[];
            /** @enum {string} */
            court?: "provider" | "partner" | "customer" | "third_party";
        };
        Rate: {
            score: number;
            words?: string;
        };
        Snooze: {
            /**
             * Format: date-time
             * @description An instant in UTC
             */
            until: string;
            reason?: string;
        };
        Merge: {
            /** @description Id or number of the other ticket */
            into: string;
        };
        Link: {
            /** @description Id or number of the other ticket */
            ticket: string;
            /**
             * @default related
             * @enum {string}
             */
            relation?: "related" | "duplicate" | "causes" | "caused-by";
        };
        BeginPlaybook: {
            /** @description The name of a playbook in force */
            playbook: string;
        };
        SettleOrigin: {
            deal: string;
            /** @default true */
            remember?: boolean;
            reason?: string;
        };
        ExplainBreach: {
            reason: string;
            note?: string | null;
        };
        PatchTicket: {
            version?: number;
            /** @enum {string} */
            priority?: "urgent" | "high" | "normal" | "low";
            /** @description The priority was wrong when it was set */
            correction?: boolean;
            component?: string | null;
            tags?: string[];
            subject?: string;
            /** @description A queue of one’s own side, by hand; `null`: the one that the rules say */
            queue?: string | null;
        };
        View: {
            id: string;
            version: number;
            name: string;
            /** @description Filters, `q` and `sort` as the query of `GET /tickets` has them */
            query: {
                [key: string]: string;
            };
            shared: boolean;
            owner: {
                id: string;
                name: string;
            };
            own: boolean;
            /** @description Its place among what the caller has pinned, from 0 */
            pinned: number | null;
            may: ("change" | "remove")[];
        };
        ViewContent: {
            name: string;
            /** @description Filters, `q` and `sort` as the query of `GET /tickets` has them */
            query: {
                [key: string]: string;
            };
            /** @default false */
            shared?: boolean;
        };
        CountedView: {
            id: string;
            version: number;
            name: string;
            /** @description Filters, `q` and `sort` as the query of `GET /tickets` has them */
            query: {
                [key: string]: string;
            };
            shared: boolean;
            owner: {
                id: string;
                name: string;
            };
            own: boolean;
            /** @description Its place among what the caller has pinned, from 0 */
            pinned: number | null;
            may: ("change" | "remove")[];
            /** @description Up to 999; `more`: and others. `null`: too many to look through */
            count: {
                count: number;
                more: boolean;
            } | null;
        };
        PinViews: {
            views: string[];
        };
        Availability: {
            /**
             * @description What they say of themselves
             * @enum {string}
             */
            state: "online" | "away" | "off";
            /**
             * @description What counts: outside of their own hours they are off
             * @enum {string}
             */
            counts: "online" | "away" | "off";
            /** @description How much of the capacity is taken */
            load: number;
            capacity: number;
            tickets: number;
            /** @description More than the capacity, or something that was taken by hand beyond it */
            over: boolean;
        };
        SetAvailability: {
            /** @enum {string} */
            state: "online" | "away" | "off";
        };
        QueueAgents: {
            items: components["schemas"]["QueueAgent"][];
        };
        QueueAgent: {
            /**
             * @description What they say of themselves
             * @enum {string}
             */
            state: "online" | "away" | "off";
            /**
             * @description What counts: outside of their own hours they are off
             * @enum {string}
             */
            counts: "online" | "away" | "off";
            /** @description How much of the capacity is taken */
            load: number;
            capacity: number;
            tickets: number;
            /** @description More than the capacity, or something that was taken by hand beyond it */
            over: boolean;
            id: string;
            name: string;
            skills: {
                skill: string;
                level: number;
            }[];
        };
        OneTimeLink: {
            /** @enum {string} */
            purpose: "ticket" | "password" | "address" | "approval";
            /** @enum {string} */
            state: "ready" | "used" | "expired";
            about: {
                [key: string]: unknown;
            };
        };
        Approval: {
            id: string;
            version: number;
            /** @enum {string} */
            state: "pending" | "approved" | "declined" | "expired" | "withdrawn";
            question: string;
            /**
             * @description Which side is asked
             * @enum {string}
             */
            of: "provider" | "partner";
            ticket: {
                id: string;
                number: number;
                subject: string;
            };
            customer: {
                id: string;
                name: string;
            } | null;
            partner: {
                id: string;
                name: string;
            } | null;
            /** @description The upgrade that it is about */
            asks: {
                subscription: string;
                item: string;
                /** @description The new total */
                quantity: number;
                /** @description How much that is more than agreed now; below 0: less */
                increase: number;
                from: string;
                /** @description What it adds a month (below 0: takes off), for who may see it; null: not known */
                price?: components["schemas"]["Money"] | null;
            } | null;
            /** Format: date-time */
            askedAt: string;
            /** Format: date-time */
            until: string;
            /** @enum {string} */
            silence: "approve" | "decline" | "escalate";
            /** @description What silence means, in words */
            consequence: string;
            answersNeeded: number;
            answers: {
                by: {
                    name: string;
                };
                /** @enum {string} */
                decision: "approve" | "decline";
                comment: string | null;
                /** Format: date-time */
                at: string;
            }[];
            endedAt: string | null;
            may?: ("approve" | "decline")[];
        };
        ApprovalDecision: {
            comment?: string;
        };
        Mail: {
            id: string;
            kind: string;
            /** @enum {string} */
            party: "provider" | "partner" | "customer";
            address: string | null;
            /** @enum {string} */
            state: "queued" | "handed-over" | "failed" | "withheld";
            /** @description Why they got it, or why it was not sent */
            reason: string;
            attempts: number;
            /** @description What the mail server said last */
            answer: string | null;
            /** Format: date-time */
            at: string;
            endedAt: string | null;
        };
        MailboxMessage: {
            id: string;
            /** Format: date-time */
            at: string;
            from: string;
            to: string[];
            subject: string;
            text: string;
            html: string | null;
            messageId: string;
            headers: {
                name: string;
                value: string;
            }[];
            /** @description How often it was handed over; more than once only after a crash */
            times: number;
        };
        Webhook: {
            id: string;
            version: number;
            company: components["schemas"]["Company"];
            url: string;
            types: string[];
            description: string;
            active: boolean;
            pausedBecause: string | null;
            /** @description Shown once, when it is made */
            secret: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        WebhookMessage: {
            id: string;
            event: string;
            type: string;
            /** @enum {string} */
            state: "queued" | "handed-over" | "failed";
            attempts: number;
            answer: string | null;
            /** Format: date-time */
            queuedAt: string;
            nextAttemptAt: string | null;
            endedAt: string | null;
        };
        Outage: {
            id: string;
            version: number;
            title: string;
            /** @enum {string} */
            state: "reported" | "ongoing" | "ended";
            published: boolean;
            components: {
                id: string;
                name: string;
            }[];
            /** @enum {string} */
            impact: "full" | "degraded" | "minor";
            /** @enum {string} */
            cause: "provider" | "partner" | "customer" | "third_party" | "force_majeure" | "suspension";
            /** Format: date-time */
            startedAt: string;
            endedAt: string | null;
            intervals: {
                /** Format: date-time */
                from: string;
                to: string | null;
                /** @enum {string} */
                impact: "full" | "degraded" | "minor";
                share: string | null;
                components: string[];
            }[];
            updates?: {
                /** Format: date-time */
                at: string;
                text: string;
                by: string | null;
            }[];
            tickets?: {
                id: string;
                number: number;
            }[];
            exposure?: {
                customers: number;
                subscriptions: number;
                minutes: number;
                money: components["schemas"]["Money"][] | null;
            } | null;
            may?: ("publish" | "update" | "end" | "correct")[];
        };
        OutageReport: {
            title: string;
            components: string[];
            /** @enum {string} */
            impact: "full" | "degraded" | "minor";
            /**
             * @default provider
             * @enum {string}
             */
            cause?: "provider" | "partner" | "customer" | "third_party" | "force_majeure" | "suspension";
            startedAt: string;
            endedAt?: string | null;
            /** @default null */
            share?: string | null;
        };
        OutageCorrection: {
            reason: string;
            title?: string;
            /** @enum {string} */
            cause?: "provider" | "partner" | "customer" | "third_party" | "force_majeure" | "suspension";
            intervals?: {
                from: string;
                to: string | null;
                /** @enum {string} */
                impact: "full" | "degraded" | "minor";
                /** @default null */
                share?: string | null;
                components: string[];
            }[];
        };
        OutageUpdate: {
            text: string;
            /** @enum {string} */
            impact?: "full" | "degraded" | "minor";
            share?: string | null;
            components?: string[];
        };
        OutageEnd: {
            endedAt?: string | null;
        };
        MaintenanceWindow: {
            id: string;
            version: number;
            title: string;
            /** Format: date-time */
            startsAt: string;
            /** Format: date-time */
            endsAt: string;
            components: string[];
            /** Format: date-time */
            announcedAt: string;
            cancelledAt: string | null;
        };
        MaintenanceWindowInput: {
            title: string;
            startsAt: string;
            endsAt: string;
            components: string[];
        };
        MaintenanceWindowChange: {
            title?: string;
            startsAt?: string;
            endsAt?: string;
            components?: string[];
        };
        SlaReport: {
            items: components["schemas"]["SlaReportLine"][];
        };
        SlaReportLine: {
            /** @description What the line is of; null: rows that have none */
            key: string | null;
            name: string | null;
            met: number;
            breached: number;
            /** @description Who used the time */
            seconds: {
                provider: number;
                partner: number;
                other: number;
            };
            /** @description Broken promises by who broke a target of their own, as far as the reader may know */
            fault: {
                provider: number;
                partner: number;
                both: number;
                neither: number;
            };
        };
        Credit: {
            id: string;
            version: number;
            period: string;
            /** @enum {string} */
            state: "computed" | "nothing-due" | "waiting" | "issued" | "applied" | "paid" | "expired" | "voided";
            waitingFor: ("grace" | "claim" | "second-person" | "dispute") | null;
            until: string | null;
            amount: components["schemas"]["Money"] | null;
            subscription: {
                id: string;
                name: string;
            };
            deal: {
                id: string;
                /** @enum {string} */
                type: "resale" | "agency" | "direct";
            } | null;
            terms: {
                id: string;
                version: number;
            };
            partner: {
                id: string | null;
                name: string;
            } | null;
            customer: {
                id: string;
                name: string;
            };
            creditedTo: {
                id: string | null;
                name: string;
                /** @enum {string} */
                kind: "partner" | "customer";
            };
            uptimePercent: string;
            number: string | null;
            issuedAt: string | null;
            passThrough: {
                percent: string | null;
                amount: components["schemas"]["Money"] | null;
            } | null;
            clawback: {
                partner: string;
                commission: components["schemas"]["Money"];
            } | null;
            input?: {
                [key: string]: unknown;
            };
            output?: {
                [key: string]: unknown;
            };
            journal?: {
                account: string;
                holder: {
                    /** @enum {string} */
                    kind: "partner" | "customer";
                    id: string;
                } | null;
                amount: number;
                currency: string;
            }[] | null;
            may?: ("approve" | "void" | "dispute" | "claim" | "apply" | "pay")[];
        };
        CreditRun: {
            counts: {
                [key: string]: number;
            };
            failures: {
                subscription: string;
                reason: string;
            }[];
        };
        CreditRunInput: {
            through?: string;
            month?: string;
            /** @default false */
            dryRun?: boolean;
        };
        JournalEntry: {
            id: string;
            source: string;
            /** Format: date-time */
            at: string;
            words: string;
            lines: {
                account: string;
                holder: {
                    /** @enum {string} */
                    kind: "partner" | "customer";
                    id: string;
                } | null;
                amount: number;
                currency: string;
            }[];
        };
        Balance: {
            account: string;
            holder: {
                /** @enum {string} */
                kind: "partner" | "customer";
                id: string;
            } | null;
            amount: number;
            currency: string;
        };
        /** @description Who did what of money or administration, and when; ids only */
        AuditEntry: {
            id: string;
            seq: number;
            /** Format: date-time */
            at: string;
            /** @description The intent that it was part of */
            command: string;
            who: {
                /** @enum {string} */
                kind: "person" | "key" | "link" | "system";
                /** @description `null` for somebody of another party */
                id: string | null;
                /** @enum {string} */
                party: "provider" | "partner" | "customer" | "system";
            };
            /** @description The type of the event */
            what: string;
            subject: {
                kind: string;
                id: string;
                version: number;
            };
            data: {
                [key: string]: unknown;
            };
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            detail?: string;
            instance?: string;
            code: string;
            errors?: {
                path: string;
                message: string;
                line?: number;
                column?: number;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["OwnSession"][];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSessionsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePeopleIdSessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putSessionPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    present: string;
                    next: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPasswordLinks: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                };
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPeople: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Person"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPeople: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id?: string;
                    email: string;
                    name: string;
                    company: components["schemas"]["Company"];
                    roles: ("agent" | "lead" | "finance" | "admin" | "partner-agent" | "partner-admin" | "contact")[];
                    /**
                     * @default en
                     * @enum {string}
                     */
                    language?: "en" | "de" | "es";
                    /** @default UTC */
                    timeZone?: string;
                    /**
                     * @description How much work at a time: a ticket counts 1 to 4 by its priority, an incident 1 more. `null`: 15
                     * @default null
                     */
                    capacity?: number | null;
                    /**
                     * @description The calendar of their working hours; `null`: whenever they are there
                     * @default null
                     */
                    calendar?: string | null;
                    /** @default [] */
                    skills?: {
                        skill: string;
                        /** @default 1 */
                        level?: number;
                    }[];
                    password?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPeopleId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchPeopleId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email?: string;
                    name?: string;
                    roles?: ("agent" | "lead" | "finance" | "admin" | "partner-agent" | "partner-admin" | "contact")[];
                    /** @enum {string} */
                    language?: "en" | "de" | "es";
                    timeZone?: string;
                    /** @description How much work at a time: a ticket counts 1 to 4 by its priority, an incident 1 more. `null`: 15 */
                    capacity?: number | null;
                    /** @description The calendar of their working hours; `null`: whenever they are there */
                    calendar?: string | null;
                    skills?: {
                        skill: string;
                        /** @default 1 */
                        level?: number;
                    }[];
                    active?: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Key"][];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postKeys: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    company: components["schemas"]["Company"];
                    scopes: ("tickets:read" | "tickets:write" | "outages:write" | "credits:read" | "credits:run" | "approvals:write" | "admin")[];
                    expiresAt?: string | null;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKey"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteKeysId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Key"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getComponents: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
                partner?: string;
                customer?: string;
                deal?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Component"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postComponents: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ComponentContent"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Component"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getComponentsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Component"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putComponentsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ComponentContent"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Component"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteComponentsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchComponentsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ComponentChange"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Component"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCalendars: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
                partner?: string;
                customer?: string;
                deal?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Calendar"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCalendars: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalendarContent"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calendar"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCalendarsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calendar"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putCalendarsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalendarContent"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calendar"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCalendarsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchCalendarsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalendarChange"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calendar"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCalendarsIdVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            version: number;
                            /** Format: date-time */
                            at: string;
                            content: {
                                id: string;
                                name: string;
                                /** @default null */
                                from: string | null;
                                /** @default {} */
                                holidayNames: {
                                    [key: string]: string;
                                };
                                /** @default null */
                                holidayFeed: {
                                    /** Format: uri */
                                    url: string;
                                } | null;
                            } & {
                                [key: string]: unknown;
                            };
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTerms: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
                partner?: string;
                customer?: string;
                deal?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Terms"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTerms: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TermsContent"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Terms"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTermsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Terms"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putTermsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TermsContent"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Terms"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTermsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchTermsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TermsChange"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Terms"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTermsIdVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            version: number;
                            /** Format: date-time */
                            at: string;
                            content: {
                                id: string;
                                title: string;
                            } & {
                                [key: string]: unknown;
                            };
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBreachReasons: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
                partner?: string;
                customer?: string;
                deal?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Breach-reason"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postBreachReasons: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Breach-reasonContent"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Breach-reason"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBreachReasonsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Breach-reason"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putBreachReasonsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Breach-reasonContent"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Breach-reason"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteBreachReasonsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchBreachReasonsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Breach-reasonChange"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Breach-reason"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSkills: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
                partner?: string;
                customer?: string;
                deal?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Skill"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSkills: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SkillContent"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Skill"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSkillsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Skill"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putSkillsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SkillContent"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Skill"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSkillsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchSkillsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SkillChange"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Skill"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPartners: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
                partner?: string;
                customer?: string;
                deal?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Partner"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPartners: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartnerContent"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Partner"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPartnersId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Partner"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putPartnersId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartnerContent"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Partner"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePartnersId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchPartnersId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartnerChange"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Partner"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCustomers: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
                partner?: string;
                customer?: string;
                deal?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Customer"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCustomers: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerContent"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCustomersId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putCustomersId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerContent"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCustomersId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchCustomersId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerChange"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getQueues: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
                partner?: string;
                customer?: string;
                deal?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Queue"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postQueues: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueueContent"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queue"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getQueuesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queue"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putQueuesId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueueContent"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queue"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteQueuesId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchQueuesId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueueChange"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queue"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getQueuesIdVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            version: number;
                            /** Format: date-time */
                            at: string;
                            content: {
                                id: string;
                                name?: string;
                                partner?: string | null;
                                leads?: string[];
                                order?: number;
                                default?: boolean;
                                when?: {
                                    /** @default [] */
                                    kinds: ("incident" | "question" | "request" | "upgrade")[];
                                    /** @default [] */
                                    components: string[];
                                    /** @default [] */
                                    partners: string[];
                                    /** @default [] */
                                    dealTypes: ("resale" | "agency" | "direct")[];
                                    /** @default [] */
                                    languages: ("en" | "de" | "es")[];
                                    /** @default [] */
                                    priorities: ("urgent" | "high" | "normal" | "low")[];
                                    /** @default [] */
                                    courts: ("provider" | "partner" | "customer" | "third_party")[];
                                } | {
                                    /** @default [] */
                                    kinds: ("incident" | "question" | "request" | "upgrade")[];
                                    /** @default [] */
                                    components: string[];
                                    /** @default [] */
                                    partners: string[];
                                    /** @default [] */
                                    dealTypes: ("resale" | "agency" | "direct")[];
                                    /** @default [] */
                                    languages: ("en" | "de" | "es")[];
                                    /** @default [] */
                                    priorities: ("urgent" | "high" | "normal" | "low")[];
                                    /** @default [] */
                                    courts: ("provider" | "partner" | "customer" | "third_party")[];
                                }[];
                                calendar?: string | null;
                                triageMinutes?: number | null;
                                /** @enum {string} */
                                assignment?: "by-hand" | "round-robin" | "least-loaded" | "by-skill";
                                agents?: string[];
                                skills?: {
                                    skill: string;
                                    /** @default 1 */
                                    level: number;
                                    /** @default true */
                                    required: boolean;
                                }[];
                                fallbackAfterMinutes?: number;
                                passOnAfterMinutes?: number | null;
                            };
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRotas: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
                partner?: string;
                customer?: string;
                deal?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Rota"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRotas: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotaContent"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rota"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRotasId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rota"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putRotasId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotaContent"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rota"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteRotasId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchRotasId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotaChange"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rota"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getVendors: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
                partner?: string;
                customer?: string;
                deal?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Vendor"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postVendors: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VendorContent"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vendor"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getVendorsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vendor"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putVendorsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VendorContent"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vendor"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteVendorsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchVendorsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VendorChange"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vendor"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDeals: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
                partner?: string;
                customer?: string;
                deal?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Deal"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDeals: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DealContent"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deal"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDealsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deal"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putDealsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DealContent"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deal"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteDealsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchDealsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DealChange"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deal"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPolicies: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
                partner?: string;
                customer?: string;
                deal?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Policy"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPolicies: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PolicyContent"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPoliciesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putPoliciesId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PolicyContent"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePoliciesId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchPoliciesId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PolicyChange"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPoliciesIdVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            version: number;
                            /** Format: date-time */
                            at: string;
                            content: {
                                id: string;
                                name?: string;
                                scope?: {
                                    /** @constant */
                                    kind: "default";
                                } | {
                                    /** @constant */
                                    kind: "plan";
                                    plan: string;
                                } | {
                                    /** @constant */
                                    kind: "partner";
                                    partner: string;
                                } | {
                                    /** @constant */
                                    kind: "deal";
                                    deal: string;
                                };
                                from?: string | null;
                                targets?: {
                                    /** @enum {string} */
                                    metric: "first_response" | "next_response" | "update" | "handling" | "resolution";
                                    /** @enum {string} */
                                    party: "provider" | "partner" | "promise";
                                    calendar: string;
                                    minutes: {
                                        [key: string]: number;
                                    };
                                    warnAt?: number[];
                                }[];
                            };
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSubscriptions: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
                partner?: string;
                customer?: string;
                deal?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Subscription"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSubscriptions: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionContent"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSubscriptionsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putSubscriptionsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionContent"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSubscriptionsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchSubscriptionsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionChange"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCalendarsIdPreview: {
        parameters: {
            query?: {
                from?: string;
                days?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        timeZone: string;
                        days: {
                            date: string;
                            windows: [
                                string,
                                string
                            ][];
                            /** @enum {string} */
                            because: "week" | "holiday" | "exception" | "no-version";
                            holiday: string | null;
                            version: number | null;
                            openSeconds: number;
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCalendarsIdHolidaysPreview: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    source: {
                        /** @constant */
                        kind: "country";
                        country: string;
                        region?: string;
                    } | {
                        /** @constant */
                        kind: "ics";
                        text: string;
                    } | {
                        /** @constant */
                        kind: "feed";
                        /** Format: uri */
                        url: string;
                    };
                    years: number[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        added: {
                            date: string;
                            name: string;
                        }[];
                        removed: {
                            date: string;
                            name: string;
                        }[];
                        days: {
                            date: string;
                            before: [
                                string,
                                string
                            ][];
                            after: [
                                string,
                                string
                            ][];
                        }[];
                        version: number;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCalendarsIdHolidays: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    source: {
                        /** @constant */
                        kind: "country";
                        country: string;
                        region?: string;
                    } | {
                        /** @constant */
                        kind: "ics";
                        text: string;
                    } | {
                        /** @constant */
                        kind: "feed";
                        /** Format: uri */
                        url: string;
                    };
                    years: number[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        version: number;
                        holidays: string[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCalendarsIdProposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        proposal: {
                            added: {
                                date: string;
                                name: string;
                            }[];
                            removed: {
                                date: string;
                                name: string;
                            }[];
                            days: {
                                date: string;
                                before: [
                                    string,
                                    string
                                ][];
                                after: [
                                    string,
                                    string
                                ][];
                            }[];
                            /** Format: date-time */
                            at: string;
                            years: number[];
                            problem: string | null;
                            dismissed: boolean;
                        } | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCalendarsIdProposalTake: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    at: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        version: number;
                        holidays: string[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCalendarsIdProposalDismiss: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    at: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        proposal: {
                            added: {
                                date: string;
                                name: string;
                            }[];
                            removed: {
                                date: string;
                                name: string;
                            }[];
                            days: {
                                date: string;
                                before: [
                                    string,
                                    string
                                ][];
                                after: [
                                    string,
                                    string
                                ][];
                            }[];
                            /** Format: date-time */
                            at: string;
                            years: number[];
                            problem: string | null;
                            dismissed: boolean;
                        } | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHolidayPlaces: {
        parameters: {
            query?: {
                country?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            code: string;
                            name: string;
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRotasIdOnCall: {
        parameters: {
            query?: {
                at?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        at: string;
                        until: string | null;
                        person: {
                            id: string;
                            name: string;
                        } | null;
                        by: ("override" | "layer") | null;
                        layer: number | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRotasIdPreview: {
        parameters: {
            query?: {
                from?: string;
                days?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        timeZone: string;
                        spans: {
                            /** Format: date-time */
                            from: string;
                            /** Format: date-time */
                            to: string;
                            person: {
                                id: string;
                                name: string;
                            } | null;
                            by: ("override" | "layer") | null;
                            layer: number | null;
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSlaChanges: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SlaChange"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSlaChanges: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SlaChangeAsked"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlaForesight"];
                };
            };
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlaChange"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSlaChangesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlaChange"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDealsIdEnd: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DealEnd"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlaForesight"];
                };
            };
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlaChange"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDealsIdPass: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DealSuccession"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlaForesight"];
                };
            };
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlaChange"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDealsIdRetype: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DealSuccession"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlaForesight"];
                };
            };
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlaChange"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSlaLint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @enum {string} */
                            code: "promise-cannot-be-kept" | "never-open" | "priority-without-target" | "never-open-together" | "policy-unused" | "on-call-gap" | "on-call-person-gone";
                            words: string;
                            example: string | null;
                            policies: string[];
                            deals: string[];
                            rotas: string[];
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPlaybooksSimulate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaybookTrial"];
            };
        };
        responses: {
            /** @description What a playbook would do; nothing of it was carried out */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaybookTrialResult"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPlaybooks: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ListedPlaybook"][];
                        nextCursor: string | null;
                        /** @description Whether the caller may sign here */
                        maySign: boolean;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPlaybooksName: {
        parameters: {
            query?: {
                version?: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A playbook as it is in force, explained in words */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Playbook"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putPlaybooksName: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/yaml": string;
                "text/yaml": string;
                "application/x-yaml": string;
                "text/x-yaml": string;
                "application/json": string;
            };
        };
        responses: {
            /** @description A playbook as it is in force, explained in words */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Playbook"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePlaybooksName: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPlaybooksNameVersions: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PlaybookVersion"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPartnersIdPlaybooks: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ListedPlaybook"][];
                        nextCursor: string | null;
                        /** @description Whether the caller may sign here */
                        maySign: boolean;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPartnersIdPlaybooksName: {
        parameters: {
            query?: {
                version?: string;
            };
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A playbook as it is in force, explained in words */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Playbook"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putPartnersIdPlaybooksName: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/yaml": string;
                "text/yaml": string;
                "application/x-yaml": string;
                "text/x-yaml": string;
                "application/json": string;
            };
        };
        responses: {
            /** @description A playbook as it is in force, explained in words */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Playbook"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePartnersIdPlaybooksName: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPartnersIdPlaybooksNameVersions: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PlaybookVersion"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSubscriptionsIdQuantities: {
        parameters: {
            query?: {
                on?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quantities"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTicketsIdThreads: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThreadList"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTicketsIdThreads: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenThread"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTicketsIdThreadsThread: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                thread: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTicketsIdThreadsThreadMessages: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                thread: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ThreadText"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTicketsIdThreadsThreadChase: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                thread: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ThreadChase"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTicketsIdThreadsThreadOwner: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                thread: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ThreadOwner"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTicketsIdThreadsThreadClose: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                thread: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getThreads: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThreadTasks"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTickets: {
        parameters: {
            query?: {
                status?: string | string[];
                court?: string | string[];
                queue?: string | string[];
                assignee?: string | string[];
                partner?: string | string[];
                customer?: string | string[];
                deal?: string | string[];
                priority?: string | string[];
                kind?: string | string[];
                component?: string | string[];
                triage?: "true" | "false";
                dueBefore?: string;
                externalRef?: string;
                reasonOpen?: "true" | "false";
                sort?: "due" | "created" | "updated" | "priority";
                q?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketList"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTickets: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTicket"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTicketsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchTicketsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchTicket"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTicketsIdTimeline: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTicketsIdMessages: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageList"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTicketsIdPlaybookRuns: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaybookRunList"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTicketsIdPlaybookRuns: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BeginPlaybook"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketAfterCommand"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTicketsIdSla: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sla"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTicketsIdRecipients: {
        parameters: {
            query: {
                visibility: "customer" | "desks" | "own";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recipients"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebForm: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebForm"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebFormAnswer"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTicketsIdReplies: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reply"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketAfterCommand"];
                };
            };
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketAfterCommand"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTicketsIdSplit: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Split"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTicketsIdClaim: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketAfterCommand"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postQueuesIdNext: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketAfterCommand"];
                };
            };
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTicketsIdRelease: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketAfterCommand"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTicketsIdAssign: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Assign"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketAfterCommand"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTicketsIdCourt: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandOver"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketAfterCommand"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTicketsIdSolve: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Solve"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketAfterCommand"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTicketsIdReopen: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reopen"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketAfterCommand"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTicketsIdClose: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketAfterCommand"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTicketsIdRating: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rate"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketAfterCommand"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTicketsIdSnooze: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Snooze"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketAfterCommand"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTicketsIdMerge: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Merge"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketAfterCommand"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTicketsIdLink: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Link"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketAfterCommand"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTicketsIdOrigin: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettleOrigin"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketAfterCommand"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTicketsIdBreachesKeyReason: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExplainBreach"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketAfterCommand"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAttachments: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "*/*": string;
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAttachmentsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getViews: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["View"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postViews: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewContent"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getViewsPinned: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CountedView"][];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putViewsPinned: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PinViews"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getViewsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putViewsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewContent"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteViewsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPeopleMeAvailability: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Availability"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putPeopleMeAvailability: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetAvailability"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Availability"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getQueuesIdAgents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueAgents"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLinksToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneTimeLink"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postLinksToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password?: string;
                    /** @enum {string} */
                    decision?: "approve" | "decline";
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ticket: string | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postLinksTokenRenew: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getApprovals: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
                state?: "pending" | "approved" | "declined" | "expired" | "withdrawn";
                ticket?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Approval"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getApprovalsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postApprovalsIdApprove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApprovalDecision"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postApprovalsIdDecline: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApprovalDecision"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTicketsIdMails: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Mail"][];
                        nextCursor: null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMailsIdAgain: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMailbox: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** Format: date-time */
                            at: string;
                            from: string;
                            to: string[];
                            subject: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMailboxId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailboxMessage"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Webhook"][];
                        nextCursor: null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooks: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    url: string;
                    /**
                     * @default [
                     *       "*"
                     *     ]
                     */
                    types?: string[];
                    /** @default  */
                    description?: string;
                    /** @default true */
                    active?: boolean;
                    /** @description Whose it is, where the provider makes it */
                    partner?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhooksId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWebhooksId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchWebhooksId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    url?: string;
                    types?: string[];
                    description?: string;
                    active?: boolean;
                    version?: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooksIdSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhooksIdMessages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["WebhookMessage"][];
                        nextCursor: null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooksIdMessagesMessageAgain: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOutages: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
                state?: "reported" | "ongoing" | "ended";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Outage"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postOutages: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OutageReport"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outage"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOutagesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outage"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchOutagesId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OutageCorrection"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outage"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postOutagesIdPublish: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outage"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postOutagesIdUpdates: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OutageUpdate"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outage"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postOutagesIdEnd: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OutageEnd"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outage"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMaintenance: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["MaintenanceWindow"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMaintenance: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MaintenanceWindowInput"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceWindow"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMaintenanceId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceWindow"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchMaintenanceId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MaintenanceWindowChange"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceWindow"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMaintenanceIdCancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceWindow"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReportsSla: {
        parameters: {
            query: {
                from: string;
                to: string;
                by: "partner" | "deal" | "party" | "reason" | "priority" | "metric";
                partner?: string;
                deal?: string;
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlaReport"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCredits: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
                period?: string;
                partner?: string;
                customer?: string;
                state?: "computed" | "nothing-due" | "waiting" | "issued" | "applied" | "paid" | "expired" | "voided";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Credit"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCreditsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credit"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCreditsIdNotePdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSubscriptionsIdUptime: {
        parameters: {
            query: {
                period: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCreditRuns: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreditRunInput"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditRun"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCreditsIdApprove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credit"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCreditsIdVoid: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credit"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCreditsIdDispute: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credit"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCreditsIdClaim: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credit"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCreditsIdApply: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    invoice: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credit"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCreditsIdPay: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body have their effect once in 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reference: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credit"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLedgerEntries: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["JournalEntry"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLedgerBalances: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Balance"][];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEvents: {
        parameters: {
            query?: {
                since?: string;
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            seq: number;
                            id: string;
                            /** Format: date-time */
                            at: string;
                            type: string;
                            subject: {
                                kind: string;
                                id: string;
                                version: number;
                            };
                            data: {
                                [key: string]: unknown;
                            };
                        }[];
                        next: number;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAudit: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
                kind?: "approval" | "credit" | "credit-run" | "sla-change" | "person" | "key" | "account" | "webhook" | "playbook" | "partner" | "customer" | "component" | "calendar" | "policy" | "terms" | "breach-reason" | "skill" | "queue" | "rota" | "vendor" | "deal" | "subscription";
                subject?: string;
                actor?: string;
                type?: string;
                since?: string;
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditEntry"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOpenapiJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
